package io.endpointslice.state;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.SetMultimap;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The Nodes, and the Pods that name them, whether the Node exists or not (E7). */
final class NodeIndex {
    private final Map<String, NodeFacts> nodes = new HashMap<>();
    private final SetMultimap<String, PodKey> podsOn = HashMultimap.create();

    /** The Node as it was before. */
    Optional<NodeFacts> put(NodeFacts node) {
        return Optional.ofNullable(nodes.put(node.name(), node));
    }

    /** The Node as it was before. */
    Optional<NodeFacts> remove(String name) {
        return Optional.ofNullable(nodes.remove(name));
    }

    int size() {
        return nodes.size();
    }

    void podChanged(Optional<PodFacts> before, Optional<PodFacts> now) {
        before.filter(NodeIndex::isPlaced).ifPresent(pod -> podsOn.remove(pod.nodeName(), pod.key()));
        now.filter(NodeIndex::isPlaced).ifPresent(pod -> podsOn.put(pod.nodeName(), pod.key()));
    }

    ImmutableSet<PodKey> podsOn(String name) {
        return ImmutableSet.copyOf(podsOn.get(name));
    }

    /** The existing Nodes among those that the Pods name. */
    ImmutableMap<String, NodeFacts> of(Iterable<PodFacts> pods) {
        Map<String, NodeFacts> found = new LinkedHashMap<>();
        for (PodFacts pod : pods) {
            NodeFacts node = nodes.get(pod.nodeName());
            if (node != null) {
                found.put(node.name(), node);
            }
        }
        return ImmutableMap.copyOf(found);
    }

    private static boolean isPlaced(PodFacts pod) {
        return !pod.nodeName().isEmpty();
    }
}
