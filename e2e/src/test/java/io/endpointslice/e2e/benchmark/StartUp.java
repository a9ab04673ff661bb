package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableList;

/** A start where everything is right already, and one change meanwhile. It shows what the mere size of a cluster costs. */
final class StartUp implements Workload {
    private final int services;
    private final int podsEach;
    private ImmutableList<LoadPod> pods = ImmutableList.of();

    /** With so many Services, each with Pods of its own. */
    StartUp(int services, int podsEach) {
        this.services = services;
        this.podsEach = podsEach;
    }

    @Override
    public String name() {
        return "start-" + services + "x" + podsEach;
    }

    @Override
    public void prepare(Load load) {
        pods = load.createServices(services, podsEach);
    }

    @Override
    public Figures measure(Trial trial) {
        try (Run before = new Run(trial)) {
            before.awaitReady(pods.size());
            before.settle();
        }
        Figures figures = new Figures();
        try (Run run = new Run(trial)) {
            Meter meter = new Meter(run);
            run.flip(pods.get(0), false, false);
            figures.add("start to canary published, s", run.seconds());
            run.settle();
            meter.total(figures, "");
            figures.addMemory(run.status());
            run.flip(pods.get(0), true, false);
        }
        return figures;
    }
}
