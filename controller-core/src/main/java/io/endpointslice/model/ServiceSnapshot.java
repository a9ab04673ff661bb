package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * All that one sync of a Service may look at, at one moment.
 *
 * @param pods the Pods that the Service selects, in any order
 * @param nodes by name; at least the existing ones among those that the Pods name
 * @param slices the slices of this Service that this controller manages, in any order
 * @param topology for a Service that asks for hints by topology, or did so at its last sync (H2)
 */
public record ServiceSnapshot(
        ServiceFacts service,
        ImmutableList<PodFacts> pods,
        ImmutableMap<String, NodeFacts> nodes,
        ImmutableList<Slice> slices,
        Topology topology) {
    /** A snapshot of a Service that does not ask for hints by topology. */
    public ServiceSnapshot(
            ServiceFacts service,
            ImmutableList<PodFacts> pods,
            ImmutableMap<String, NodeFacts> nodes,
            ImmutableList<Slice> slices) {
        this(service, pods, nodes, slices, Topology.NONE);
    }
}
