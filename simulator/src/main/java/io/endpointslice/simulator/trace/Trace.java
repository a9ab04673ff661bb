package io.endpointslice.simulator.trace;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.simulator.timeline.Timeline;

/**
 * A sequence of syncs of one Service.
 *
 * @param maxEndpointsPerSlice the most endpoints of a slice, 1 to 1000
 * @param initialPods the Pods 0 to {@code initialPods} - 1 are there, and ready, at the initial sync, which starts from no slice
 * @param steps each is one sync
 */
public record Trace(
        String name, String about, int maxEndpointsPerSlice, int initialPods, ImmutableList<TraceStep> steps) {
    /** Pods that a trace can name: each has an IP of its own from 10.64.0.0 up to the end of 10.0.0.0/8. */
    public static final int MOST_PODS = (256 - 64) << 16;

    public Trace {
        checkArgument(
                maxEndpointsPerSlice >= 1 && maxEndpointsPerSlice <= ControllerConfig.MAX_ENDPOINTS_PER_SLICE_LIMIT,
                "a cap of %s",
                maxEndpointsPerSlice);
        checkArgument(initialPods >= 0 && initialPods <= MOST_PODS, "%s initial Pods", initialPods);
    }

    /** The name of the Pod with that index. */
    public static String podName(int pod) {
        return "pod-" + pod;
    }

    /** The same as a timeline in which each step is one sync. Asked of a trace that {@link TraceReader} has read. */
    public Timeline timeline() {
        return Steps.timeline(this);
    }
}
