package io.endpointslice.e2e.benchmark;

import java.time.Duration;

/** A Service gets all its Pods at once, as fast as the API server takes them from eight clients. */
final class BulkCreate implements Workload {
    private static final String APP = "bulk";
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final int size;

    /** With so many Pods. */
    BulkCreate(int size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "create-" + size;
    }

    @Override
    public void prepare(Load load) {
        load.createService(APP);
    }

    @Override
    public Figures measure(Trial trial) {
        trial.load().unpublish();
        Figures figures = new Figures();
        try (Run run = new Run(trial)) {
            run.rest(QUIET);
            Meter meter = new Meter(run);
            double start = run.seconds();
            trial.load().createReadyPods(APP, size);
            double created = run.seconds();
            run.awaitReady(size);
            figures.add("first to last Pod created, s", created - start);
            figures.add("last Pod created to all published, s", run.seconds() - created);
            run.settle();
            meter.total(figures, "");
            figures.addMemory(run.status());
        }
        trial.load().deletePods();
        return figures;
    }
}
