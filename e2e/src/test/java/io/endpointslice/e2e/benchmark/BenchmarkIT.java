package io.endpointslice.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.e2e.ApiServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run of the benchmark that is too small to say anything but that it works. */
final class BenchmarkIT {
    private static final int PODS = 20;
    private static final int FLIPS = 10;

    @Test
    @DisplayName(
            "both contestants make one write of a slice for each flip, and one of Endpoints where they are asked to")
    void flips() {
        Workload flips = new Flips(PODS, new Flips.Settings(FLIPS, 2, FLIPS));

        ImmutableList<Result> results =
                session(Contestant.REFERENCE, Contestant.OURS).run(flips);

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
                                "warm latency after the Pod's write p50, ms",
                                millis -> assertThat(millis)
                                        .isPositive()
                                        .isLessThan(result.figures().get("warm latency p50, ms"))));
        assertThat(Report.table(results)).contains("flips-20, with legacy Endpoints", "flips-20, slices only");
    }

    @Test
    @DisplayName("a start where everything is right already writes what has changed meanwhile, and nothing else")
    void start() {
        assertThat(session(Contestant.OURS).run(new StartUp(2, 5)))
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.figures()).containsEntry("slice writes", 1.0));
    }

    static Stream<Named<Workload>> others() {
        return Stream.of(new RollingReplacement(10), new SteadyChanges(2, 20), new BulkCreate(PODS))
                .map(workload -> Named.of(workload.name(), workload));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    @DisplayName("the other workloads get to their end: the slices show what was changed")
    void otherWorkloads(Workload workload) {
        assertThat(session(Contestant.OURS).run(workload))
                .hasSize(2)
                .allSatisfy(result ->
                        assertThat(result.figures().get("memory settled, MB")).isPositive());
    }

    @Test
    @DisplayName("a whole cluster rolls out a Deployment, of which one slice holds all Pods before and after")
    void rollout() {
        WholeCluster.missing().ifPresent(reason -> {
            String line = "Not run: the test of a rollout in a whole cluster: " + reason;
            System.err.println(line);
            Assumptions.abort(line);
        });
        Session session = new Session(List.of(Contestant.OURS), List.of(true), 1, Duration.ofMillis(500), line -> {});

        assertThat(session.run(new Rollout(PODS)))
                .singleElement()
                .satisfies(result -> assertThat(result.figures())
                        .containsEntry("scale-up slices left", 1.0)
                        .containsEntry("rollout slices left", 1.0)
                        .hasEntrySatisfying(
                                "rollout Endpoints writes",
                                writes -> assertThat(writes).isPositive())
                        .containsKeys(
                                "scale-up ready to published p50, ms",
                                "rollout ready to published p50, ms",
                                "rollout terminating to unpublished p50, ms"));
    }

    private static Session session(Contestant... contestants) {
        return new Session(
                ImmutableList.copyOf(contestants), List.of(true, false), 1, Duration.ofMillis(500), line -> {});
    }

    @Test
    @DisplayName("a Pod of the load is as large as real ones: 6 to 8 KB")
    void podsAreRealistic() {
        try (ApiServer server = ApiServer.start();
                Load load = new Load(new Api(server.adminKubeconfig()))) {
            LoadPod pod = load.createReadyPods("web", 1).get(0);

            assertThat(load.api().get("/api/v1/namespaces/" + Load.NAMESPACE + "/pods/" + pod.name()))
                    .hasSizeBetween(6_000, 8_000);
        }
    }
}
