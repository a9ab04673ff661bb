package io.endpointslice.kube;

import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;

/**
 * Is shown the facts of Services, Pods and Nodes: those that are there, and then each change. Each kind is shown by a thread of its
 * own, in order; facts may be shown again as they were.
 */
public interface FactsListener {
    /** A Service that came or changed. */
    void serviceSeen(ServiceFacts service);

    /** A Service that went. */
    void serviceGone(ServiceKey key);

    /** A Pod that came or changed. */
    void podSeen(PodFacts pod);

    /** A Pod that went, or ended. */
    void podGone(PodKey key);

    /** A Node that came or changed. */
    void nodeSeen(NodeFacts node);

    /** A Node that went. */
    void nodeGone(String name);
}
