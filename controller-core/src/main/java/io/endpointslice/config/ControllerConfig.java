package io.endpointslice.config;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * The options that change what the controller does. Names and defaults are the reference's where it has them (R5).
 *
 * @param maxEndpointsPerSlice {@code --max-endpoints-per-slice}: 1..1000
 * @param packing {@code --packing}: how endpoints are spread over slices
 * @param concurrentSyncs {@code --concurrent-service-endpoint-syncs}: Services synced at once, 1 or more
 * @param batchPeriod {@code --endpointslice-updates-batch-period}: how long Pod changes are gathered before a sync, not
 *     negative
 */
public record ControllerConfig(
        int maxEndpointsPerSlice, PackingPolicyName packing, int concurrentSyncs, Duration batchPeriod) {
    public static final int MAX_ENDPOINTS_PER_SLICE_LIMIT = 1000;
    public static final ControllerConfig DEFAULT =
            new ControllerConfig(100, PackingPolicyName.MERGING, 5, Duration.ZERO);

    public ControllerConfig {
        checkArgument(
                maxEndpointsPerSlice >= 1 && maxEndpointsPerSlice <= MAX_ENDPOINTS_PER_SLICE_LIMIT,
                "--max-endpoints-per-slice must be between 1 and %s, not %s",
                MAX_ENDPOINTS_PER_SLICE_LIMIT,
                maxEndpointsPerSlice);
        checkArgument(
                concurrentSyncs >= 1, "--concurrent-service-endpoint-syncs must be 1 or more, not %s", concurrentSyncs);
        checkArgument(
                !batchPeriod.isNegative(),
                "--endpointslice-updates-batch-period must not be negative, but is %s",
                batchPeriod);
    }
}
