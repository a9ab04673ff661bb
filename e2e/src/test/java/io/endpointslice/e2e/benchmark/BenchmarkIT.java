package io.endpointslice.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.e2e.ApiServer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A run of the benchmark that is too small to say anything but that it works. */
final class BenchmarkIT {
    private static final int PODS = 20;
    private static final int FLIPS = 10;

    @Test
    @DisplayName(
            "both contestants make one write of a slice for each flip, and one of Endpoints where they are asked to")
    void flips() {
        Workload flips = new Flips(PODS, new Flips.Settings(FLIPS, 2, FLIPS));
        Session session = new Session(ImmutableList.copyOf(Contestant.values()), List.of(true, false), 1, line -> {});

        ImmutableList<Result> results = session.run(flips);

        assertThat(results)
                .extracting(Result::contestant)
                .containsExactly(Contestant.REFERENCE, Contestant.OURS, Contestant.REFERENCE, Contestant.OURS);
        assertThat(results)
                .allSatisfy(result -> assertThat(result.figures())
                        .as("%s of %s", result.scenario(), result.contestant())
                        .containsEntry("warm slice writes per change", 1.0)
                        .containsEntry(
                                "warm Endpoints writes per change",
                                result.scenario().endsWith("slices only") ? 0.0 : 1.0)
                        .hasEntrySatisfying(
                                "memory settled, MB",
                                megabytes -> assertThat(megabytes).isPositive())
                        .hasEntrySatisfying(
                                "warm latency p50, ms",
                                millis -> assertThat(millis).isPositive()));
        assertThat(Report.table(results)).contains("flips-20, with legacy Endpoints", "flips-20, slices only");
    }

    @Test
    @DisplayName("a Pod of the load is as large as real ones: 6 to 8 KB")
    void podsAreRealistic() {
        try (ApiServer server = ApiServer.start();
                Load load = new Load(new Api(server.kubeconfig()))) {
            LoadPod pod = load.createReadyPods("web", 1).get(0);

            assertThat(load.api().get("/api/v1/namespaces/" + Load.NAMESPACE + "/pods/" + pod.name()))
                    .hasSizeBetween(6_000, 8_000);
        }
    }
}
