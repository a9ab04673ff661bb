package io.endpointslice.simulator.timeline;

import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;

/** One thing that a watch shows. */
public sealed interface Change {
    /** A Pod that came or changed, as it is from then on. */
    record PodSeen(PodFacts pod) implements Change {}

    /** A Pod that went. */
    record PodGone(PodKey pod) implements Change {}

    /** A Service that came or changed, as it is from then on. */
    record ServiceSeen(ServiceFacts service) implements Change {}

    /** A Service that went, and its slices with it. */
    record ServiceGone(ServiceKey service) implements Change {}

    /** A Node that came or changed, as it is from then on. */
    record NodeSeen(NodeFacts node) implements Change {}

    /** A Node that went. */
    record NodeGone(String name) implements Change {}
}
