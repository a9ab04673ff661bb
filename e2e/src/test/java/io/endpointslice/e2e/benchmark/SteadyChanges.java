package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Pods of many Services stop being ready, one after the other at a steady pace, and then get ready again in that order. */
final class SteadyChanges implements Workload {
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final double CHANGES_PER_SECOND = 50;

    private final int services;
    private final int podsEach;
    private ImmutableList<LoadPod> pods = ImmutableList.of();

    /** With so many Services, each with Pods of its own. Half of all Pods change, twice. */
    SteadyChanges(int services, int podsEach) {
        this.services = services;
        this.podsEach = podsEach;
    }

    @Override
    public String name() {
        return "steady-" + services + "x" + podsEach;
    }

    @Override
    public void prepare(Load load) {
        pods = load.createServices(services, podsEach);
    }

    @Override
    public Figures measure(Trial trial) {
        trial.load().unpublish();
        Figures figures = new Figures();
        try (Run run = new Run(trial)) {
            run.awaitReady(pods.size());
            run.rest(QUIET);
            Meter meter = new Meter(run);
            List<Long> nanos = new ArrayList<>(run.finish(begin(run, false)));
            nanos.addAll(run.finish(begin(run, true)));
            run.settle();
            meter.perChange(figures, "", nanos.size());
            figures.addMillis("latency", nanos);
            figures.addMemory(run.status());
        }
        return figures;
    }

    /** Neighbours are in different Services. */
    private List<CompletableFuture<Long>> begin(Run run, boolean ready) {
        List<CompletableFuture<Long>> changes = new ArrayList<>();
        double start = run.seconds();
        for (int i = 0; i < pods.size() / 2; i++) {
            run.restUntil(start + i / CHANGES_PER_SECOND);
            changes.add(run.begin(pods.get(i % services * podsEach + i / services), ready));
        }
        return changes;
    }
}
