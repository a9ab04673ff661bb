package io.endpointslice.config;

/** The controllers that run here. Each has a queue and workers of its own, so that none holds up another. */
public enum ControllerName {
    /** EndpointSlices of Services with a selector (rules E). */
    SLICES("endpoint-slice-controller", "--concurrent-service-endpoint-syncs", "--endpointslice-updates-batch-period"),
    /** Legacy Endpoints of Services with a selector (rules L). */
    ENDPOINTS("endpoint-controller", "--concurrent-endpoint-syncs", "--endpoint-updates-batch-period"),
    /** EndpointSlices that mirror hand-written Endpoints (rules M). */
    MIRRORING(
            "endpoint-slice-mirroring-controller",
            "--mirroring-concurrent-service-endpoint-syncs",
            "--mirroring-endpointslice-updates-batch-period");

    private final String component;
    private final String concurrencyFlag;
    private final String batchPeriodFlag;

    ControllerName(String component, String concurrencyFlag, String batchPeriodFlag) {
        this.component = component;
        this.concurrencyFlag = concurrencyFlag;
        this.batchPeriodFlag = batchPeriodFlag;
    }

    /** Who reports its events: the reference's name of the controller. */
    public String component() {
        return component;
    }

    /** The flag of {@link LoopConfig#concurrentSyncs}. */
    public String concurrencyFlag() {
        return concurrencyFlag;
    }

    /** The flag of {@link Batching.Fixed}. */
    public String batchPeriodFlag() {
        return batchPeriodFlag;
    }
}
