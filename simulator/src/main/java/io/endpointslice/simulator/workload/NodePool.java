package io.endpointslice.simulator.workload;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The Nodes, spread evenly over the zones.
 *
 * @param podsPerNode the most Pods that one Node takes
 */
public record NodePool(int count, int zones, int podsPerNode) {
    public NodePool {
        checkArgument(count >= 1 && zones >= 1 && podsPerNode >= 1, "%s Nodes, %s zones", count, zones);
    }
}
