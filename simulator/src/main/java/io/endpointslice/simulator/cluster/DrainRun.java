package io.endpointslice.simulator.cluster;

import io.endpointslice.simulator.workload.Happening;
import java.util.ArrayDeque;
import java.util.Deque;

/** Drains Nodes one after the other: each is cordoned, its Pods are evicted as far as that is allowed, and it is used again. */
final class DrainRun {
    /** Until an eviction that was refused is tried again. */
    private static final long RETRY = 1_000;

    private final Cluster cluster;
    private final Deque<SimulatedNode> nodes;
    private final long every;

    DrainRun(Happening.Drain spec, Cluster cluster) {
        this.cluster = cluster;
        this.nodes = new ArrayDeque<>(cluster.drawNodes(spec.nodes()));
        this.every = spec.every();
    }

    void next() {
        if (!nodes.isEmpty()) {
            SimulatedNode node = nodes.remove();
            node.cordon(true);
            evict(node);
        }
    }

    private void evict(SimulatedNode node) {
        for (SimulatedPod pod : node.pods()) {
            if (pod.isActive() && pod.owner().allowsEviction(pod)) {
                cluster.evict(pod);
            }
        }
        if (node.size() == 0) {
            cluster.uncordon(node);
            cluster.agenda().after(every, this::next);
        } else {
            cluster.agenda().after(RETRY, () -> evict(node));
        }
    }
}
