package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * All that one sync of a Service may look at, at one moment: the whole Service, or what has changed since its last sync.
 * Both lead to the same writes.
 *
 * @param pods the Pods that the Service selects, in any order; if some is settled, only those that may have changed
 * @param nodes by name; at least the existing ones among those that the Pods name
 * @param slices the slices of this Service that this controller manages, in any order; if some are settled, only the others
 * @param topology for a Service that asks for hints by topology, or did so at its last sync (H2)
 * @param settled what need not be looked at; empty if the whole Service has to be. Never there for a Service that asks for
 *     hints by topology, since those depend on all its endpoints, or that is being deleted
 */
public record ServiceSnapshot(
        ServiceFacts service,
        ImmutableList<PodFacts> pods,
        ImmutableMap<String, NodeFacts> nodes,
        ImmutableList<Slice> slices,
        Topology topology,
        Optional<Settled> settled) {
    /** A snapshot of the whole Service. */
    public ServiceSnapshot(
            ServiceFacts service,
            ImmutableList<PodFacts> pods,
            ImmutableMap<String, NodeFacts> nodes,
            ImmutableList<Slice> slices,
            Topology topology) {
        this(service, pods, nodes, slices, topology, Optional.empty());
    }

    /** A snapshot of a whole Service that does not ask for hints by topology. */
    public ServiceSnapshot(
            ServiceFacts service,
            ImmutableList<PodFacts> pods,
            ImmutableMap<String, NodeFacts> nodes,
            ImmutableList<Slice> slices) {
        this(service, pods, nodes, slices, Topology.NONE);
    }

    /** All slices of the Service, those that are settled among them. */
    public ImmutableList<Slice> allSlices() {
        return settled.map(rest -> ImmutableList.<Slice>builderWithExpectedSize(
                                slices.size() + rest.slices().size())
                        .addAll(slices)
                        .addAll(rest.slices())
                        .build())
                .orElse(slices);
    }
}
