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
     * The phase ends: adds what each of its changes cost.
     *
     * @param changes in the phase
     */
    void stop(Figures figures, String phase, int changes) {
        double spent = run.status().cpuMillis() - cpu;
        double apiServerSpent = apiServerCpu() - apiServerCpu;
        String metrics = run.trial().api().get("/metrics");
        WriteRequests slicesWritten =
                WriteRequests.read(metrics, "endpointslices").minus(slices);
        WriteRequests endpointsWritten =
                WriteRequests.read(metrics, "endpoints").minus(endpoints);
        figures.add(phase + " CPU per change, ms", spent / changes);
        figures.add(phase + " API server CPU per change, ms", apiServerSpent / changes);
        figures.add(phase + " slice writes per change", (double) slicesWritten.carriedOut() / changes);
        figures.add(phase + " slice KB sent per change", slicesWritten.bytes() / 1e3 / changes);
        figures.add(phase + " Endpoints writes per change", (double) endpointsWritten.carriedOut() / changes);
        figures.add(phase + " Endpoints KB sent per change", endpointsWritten.bytes() / 1e3 / changes);
        figures.add(phase + " writes refused", (double) (slicesWritten.refused() + endpointsWritten.refused()));
    }

    private double apiServerCpu() {
        return ProcessStatus.of(run.trial().server().pid()).cpuMillis();
    }
}
