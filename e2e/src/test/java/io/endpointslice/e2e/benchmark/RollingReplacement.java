package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All Pods of a Service are replaced, at the pace of a real Deployment. A batch of new Pods is made at each step; some steps
 * later it runs, later it is ready and as many old Pods begin to terminate, and later those are gone.
 */
final class RollingReplacement implements Workload {
    private static final String APP = "rolling";
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final int BATCH = 5;
    private static final int STEPS_TO_RUN = 3;
    private static final int STEPS_TO_READY = 10;
    private static final int STEPS_TO_END = 20;

    private final int size;
    private ImmutableList<LoadPod> pods = ImmutableList.of();

    /** With so many Pods. */
    RollingReplacement(int size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "rolling-" + size;
    }

    @Override
    public void prepare(Load load) {
        load.createService(APP);
        pods = load.createReadyPods(APP, size);
    }

    @Override
    public Figures measure(Trial trial) {
        trial.load().unpublish();
        Figures figures = new Figures();
        try (Run run = new Run(trial)) {
            run.awaitReady(size);
            run.rest(QUIET);
            Meter meter = new Meter(run);
            replaceAll(run);
            run.awaitReady(size);
            run.settle();
            meter.total(figures, "");
            figures.addMemory(run.status());
        }
        return figures;
    }

    private void replaceAll(Run run) {
        Load load = run.trial().load();
        ImmutableList<LoadPod> fresh =
                IntStream.range(0, size).mapToObj(i -> load.newPod(APP)).collect(ImmutableList.toImmutableList());
        List<List<LoadPod>> in = Lists.partition(fresh, BATCH);
        List<List<LoadPod>> out = Lists.partition(pods, BATCH);
        for (int step = 0; step < in.size() + STEPS_TO_END; step++) {
            load.together(at(in, step), load::create);
            load.together(at(in, step - STEPS_TO_RUN), pod -> load.run(pod, false));
            load.together(at(in, step - STEPS_TO_READY), pod -> load.setReady(pod, true));
            load.together(at(out, step - STEPS_TO_READY), load::terminate);
            load.together(at(out, step - STEPS_TO_END), load::end);
            run.rest(STEP);
        }
        pods = fresh;
    }

    /** None before the first and after the last. */
    private static List<LoadPod> at(List<List<LoadPod>> batches, int index) {
        return index >= 0 && index < batches.size() ? batches.get(index) : List.of();
    }
}
