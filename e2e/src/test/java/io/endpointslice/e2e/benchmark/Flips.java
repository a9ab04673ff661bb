package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One Service, of which one Pod at a time stops being ready and is ready again; each change waits for the one before. */
final class Flips implements Workload {
    /**
     * Above that Endpoints are truncated (L5): a change need not lead to a write of them, so that only the slices are waited
     * for.
     */
    private static final int MOST_IN_ENDPOINTS = 1000;

    private static final String APP = "web";
    /** Prime to the numbers of Pods in use, so that the changes go over all slices. */
    private static final int STRIDE = 37;

    private static final Duration QUIET = Duration.ofSeconds(2);

    private final int size;
    private final Settings settings;
    private ImmutableList<LoadPod> pods = ImmutableList.of();

    /** With so many Pods. */
    Flips(int size, Settings settings) {
        this.size = size;
        this.settings = settings;
    }

    /**
     * How many changes there are.
     *
     * @param cold measured first after the start
     * @param warmUp not measured, between cold and warm
     * @param warm measured last
     */
    record Settings(int cold, int warmUp, int warm) {}

    @Override
    public String name() {
        return "flips-" + size;
    }

    @Override
    public void prepare(Load load) {
        pods = load.createReadyPods(APP, size);
        load.createService(APP);
    }

    @Override
    public Figures measure(Trial trial) {
        trial.load().unpublish();
        Figures figures = new Figures();
        try (Run run = new Run(trial)) {
            run.awaitReady(size);
            figures.add("start to all published, s", run.seconds());
            figures.add("start to all published, CPU, ms", run.status().cpuMillis());
            run.rest(QUIET);
            phase(run, figures, "cold ", settings.cold());
            flip(run, trial.contestant().warmUp(settings.warmUp()));
            phase(run, figures, "warm ", settings.warm());
            run.settle();
            figures.addMemory(run.status());
        }
        return figures;
    }

    private void phase(Run run, Figures figures, String phase, int changes) {
        Meter meter = new Meter(run);
        List<Run.Latency> latencies = flip(run, changes);
        meter.perChange(figures, phase, changes);
        figures.addMillis(phase + "latency", Lists.transform(latencies, Run.Latency::whole));
        figures.addMillis(
                phase + "latency after the Pod's write", Lists.transform(latencies, Run.Latency::afterStored));
    }

    /** An even number of changes leaves all Pods ready. */
    private List<Run.Latency> flip(Run run, int changes) {
        boolean awaitEndpoints = run.trial().legacyEndpoints() && size <= MOST_IN_ENDPOINTS;
        List<Run.Latency> latencies = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            LoadPod pod = pods.get(i / 2 * STRIDE % size);
            latencies.add(run.flip(pod, i % 2 == 1, awaitEndpoints));
        }
        return latencies;
    }
}
