package io.endpointslice.simulator.timeline;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;

/**
 * What there is when a timeline starts.
 *
 * @param services each with a selector; several may select the same Pods
 */
public record Scene(
        ImmutableList<ServiceFacts> services, ImmutableList<NodeFacts> nodes, ImmutableList<PodFacts> pods) {}
