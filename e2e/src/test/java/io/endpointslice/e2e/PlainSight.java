package io.endpointslice.e2e;

import com.google.common.collect.ImmutableList;
import io.endpointslice.kube.FactsListener;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.simulator.timeline.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What watches show of a cluster, under its plain names: all changes of each kind in their order, without repetitions. */
final class PlainSight implements FactsListener {
    private final Map<Object, Object> known = new HashMap<>();
    private final Map<Kind, List<Change>> changes = new HashMap<>();

    /** Those of one kind are shown in their order. */
    enum Kind {
        SERVICE,
        POD,
        NODE;

        static Kind of(Change change) {
            if (change instanceof Change.PodSeen || change instanceof Change.PodGone) {
                return POD;
            }
            return change instanceof Change.ServiceSeen || change instanceof Change.ServiceGone ? SERVICE : NODE;
        }
    }

    @Override
    public void serviceSeen(ServiceFacts service) {
        seen(service.key(), service, new Change.ServiceSeen(service));
    }

    @Override
    public void serviceGone(ServiceKey key) {
        gone(key, new Change.ServiceGone(key));
    }

    @Override
    public void podSeen(PodFacts pod) {
        seen(pod.key(), pod, new Change.PodSeen(pod));
    }

    @Override
    public void podGone(PodKey key) {
        gone(key, new Change.PodGone(key));
    }

    @Override
    public void nodeSeen(NodeFacts node) {
        seen(node.name(), node, new Change.NodeSeen(node));
    }

    @Override
    public void nodeGone(String name) {
        gone(name, new Change.NodeGone(name));
    }

    private synchronized void seen(Object key, Object facts, Change change) {
        if (!facts.equals(known.put(key, facts))) {
            add(change);
        }
    }

    private synchronized void gone(Object key, Change change) {
        if (known.remove(key) != null) {
            add(change);
        }
    }

    private void add(Change change) {
        changes.computeIfAbsent(Kind.of(change), any -> new ArrayList<>()).add(change);
    }

    synchronized Optional<PodFacts> pod(PodKey key) {
        return Optional.ofNullable((PodFacts) known.get(key));
    }

    synchronized Optional<ServiceFacts> service(ServiceKey key) {
        return Optional.ofNullable((ServiceFacts) known.get(key));
    }

    synchronized Optional<NodeFacts> node(String name) {
        return Optional.ofNullable((NodeFacts) known.get(name));
    }

    /** How much was shown. */
    synchronized int size() {
        return changes.values().stream().mapToInt(List::size).sum();
    }

    /** All changes of that kind, also those that showed what was there at the beginning. */
    synchronized ImmutableList<Change> changes(Kind kind) {
        return ImmutableList.copyOf(changes.getOrDefault(kind, List.of()));
    }
}
