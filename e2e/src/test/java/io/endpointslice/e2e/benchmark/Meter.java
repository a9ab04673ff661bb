package io.endpointslice.e2e.benchmark;

/** Takes the counters of the contestant and of the API server, to tell later what a phase has cost. */
final class Meter {
    private final Run run;
    private final WriteRequests slices;
    private final WriteRequests endpoints;
    private final double apiServerCpu;
    private final double cpu;

    /** A phase begins. */
    Meter(Run run) {
        this.run = run;
        // the API server's metrics are the dearest to read: outside of what is measured
        String metrics = run.trial().api().get("/metrics");
        slices = WriteRequests.read(metrics, "endpointslices");
        endpoints = WriteRequests.read(metrics, "endpoints");
        apiServerCpu = apiServerCpu();
        cpu = run.status().cpuMillis();
    }

    /**
     * The phase ends: adds what it cost.
     *
     * @param phase as in {@link #perChange}; may be empty
     */
    void total(Figures figures, String phase) {
        add(figures, phase, "", 1);
    }

    /**
     * The phase ends: adds what each of its changes cost.
     *
     * @param phase how it is called in the names of figures, with a space after it
     */
    void perChange(Figures figures, String phase, int changes) {
        add(figures, phase, " per change", changes);
    }

    private void add(Figures figures, String phase, String each, double divisor) {
        double spent = run.status().cpuMillis() - cpu;
        double apiServerSpent = apiServerCpu() - apiServerCpu;
        String metrics = run.trial().api().get("/metrics");
        WriteRequests slicesNow = WriteRequests.read(metrics, "endpointslices").minus(slices);
        WriteRequests endpointsNow = WriteRequests.read(metrics, "endpoints").minus(endpoints);
        figures.add(phase + "CPU" + each + ", ms", spent / divisor);
        figures.add(phase + "API server CPU" + each + ", ms", apiServerSpent / divisor);
        figures.add(phase + "slice writes" + each, slicesNow.carriedOut() / divisor);
        figures.add(phase + "slices sent" + each + ", KB", slicesNow.bytes() / divisor / 1e3);
        figures.add(phase + "Endpoints writes" + each, endpointsNow.carriedOut() / divisor);
        figures.add(phase + "Endpoints sent" + each + ", KB", endpointsNow.bytes() / divisor / 1e3);
        figures.add(phase + "writes refused", (double) (slicesNow.refused() + endpointsNow.refused()));
    }

    private double apiServerCpu() {
        return ProcessStatus.of(run.trial().server().pid()).cpuMillis();
    }
}
