package io.endpointslice.config;

import java.time.Duration;

/**
 * How one of the controllers works its queue off. {@link ControllerConfig} checks the values, since it knows their flags.
 *
 * @param concurrentSyncs Services synced at once, 1 or more
 * @param batchPeriod how long changes of what a Service is made of are gathered before a sync, not negative (R1)
 */
public record LoopConfig(int concurrentSyncs, Duration batchPeriod) {
    /** The reference's defaults: 5 at once, nothing is gathered. */
    public static final LoopConfig DEFAULT = new LoopConfig(5, Duration.ZERO);
}
