package io.endpointslice.simulator.workload;

import com.google.common.collect.ImmutableMap;

/**
 * A Deployment; all its replicas are there and ready at the start.
 *
 * @param labels of its Pods
 * @param maxSurge Pods that may be there beyond the replicas in a rolling update
 * @param maxUnavailable Pods that may lack of the replicas in a rolling update or a drain
 * @param startup from a Node being found for a Pod to its being ready
 * @param termination from the deletion of a Pod to its being gone
 */
public record Deployment(
        String name,
        int replicas,
        ImmutableMap<String, String> labels,
        Allowance maxSurge,
        Allowance maxUnavailable,
        Span startup,
        Span termination) {
    /** How many Pods may lack; one if otherwise none could ever be replaced. */
    public int unavailable(int ofReplicas) {
        int unavailable = maxUnavailable.down(ofReplicas);
        return unavailable == 0 && surge(ofReplicas) == 0 ? 1 : unavailable;
    }

    /** How many Pods may be there beyond the replicas. */
    public int surge(int ofReplicas) {
        return maxSurge.up(ofReplicas);
    }
}
