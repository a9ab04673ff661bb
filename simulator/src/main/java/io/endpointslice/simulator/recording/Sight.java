package io.endpointslice.simulator.recording;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.simulator.timeline.Change;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What is there, by all changes so far. */
final class Sight {
    private final Map<String, NodeFacts> nodes = new LinkedHashMap<>();
    private final Map<ServiceKey, ServiceFacts> services = new LinkedHashMap<>();
    private final Map<PodKey, PodFacts> pods = new LinkedHashMap<>();

    /** Whether the change makes a difference: it repeats nothing that is known, and takes nothing away that is not there. */
    boolean take(Change change) {
        // not a switch, which would need Java 21
        if (change instanceof Change.PodSeen seen) {
            return !seen.pod().equals(pods.put(seen.pod().key(), seen.pod()));
        } else if (change instanceof Change.PodGone gone) {
            return pods.remove(gone.pod()) != null;
        } else if (change instanceof Change.ServiceSeen seen) {
            return !seen.service().equals(services.put(seen.service().key(), seen.service()));
        } else if (change instanceof Change.ServiceGone gone) {
            return services.remove(gone.service()) != null;
        } else if (change instanceof Change.NodeSeen seen) {
            return !seen.node().equals(nodes.put(seen.node().name(), seen.node()));
        }
        return nodes.remove(((Change.NodeGone) change).name()) != null;
    }

    ImmutableList<NodeFacts> nodes() {
        return ImmutableList.copyOf(nodes.values());
    }

    ImmutableList<ServiceFacts> services() {
        return ImmutableList.copyOf(services.values());
    }

    ImmutableList<PodFacts> pods() {
        return ImmutableList.copyOf(pods.values());
    }

    int size() {
        return nodes.size() + services.size() + pods.size();
    }

    /** Everything as if it were seen now: Nodes, Services, Pods. */
    Stream<Change> all() {
        return Stream.of(
                        nodes.values().stream().map(Change.NodeSeen::new),
                        services.values().stream().map(Change.ServiceSeen::new),
                        pods.values().stream().map(Change.PodSeen::new))
                .flatMap(changes -> changes);
    }
}
