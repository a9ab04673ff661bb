package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableList;
import io.endpointslice.e2e.ApiServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The runs of a workload, on an API server of its own.
 *
 * @param contestants in the order of the first round; each further round turns it round, so that what the machine or the
 *     API server gains or loses with time falls on both
 * @param variants with and without legacy Endpoints
 * @param settling as in {@link Trial}
 * @param progress gets a line before each step
 */
record Session(
        List<Contestant> contestants,
        List<Boolean> variants,
        int rounds,
        Duration settling,
        Consumer<String> progress) {
    ImmutableList<Result> run(Workload workload) {
        progress.accept(workload.name() + ": starting etcd and the API server, making the load");
        ImmutableList.Builder<Result> results = ImmutableList.builder();
        try (ApiServer server = ApiServer.start();
                Load load = new Load(new Api(server.adminKubeconfig()))) {
            workload.prepare(load);
            for (int round = 1; round <= rounds; round++) {
                for (boolean legacyEndpoints : variants) {
                    for (Contestant contestant : order(round)) {
                        Trial trial = new Trial(server, load, contestant, legacyEndpoints, settling);
                        progress.accept(
                                trial.title(workload) + ", round " + round + " of " + rounds + ": " + contestant);
                        results.add(new Result(
                                trial.title(workload),
                                contestant,
                                round,
                                workload.measure(trial).byName()));
                    }
                }
            }
        }
        return results.build();
    }

    private List<Contestant> order(int round) {
        ImmutableList<Contestant> first = ImmutableList.copyOf(contestants);
        return round % 2 == 1 ? first : first.reverse();
    }
}
