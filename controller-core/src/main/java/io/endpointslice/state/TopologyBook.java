package io.endpointslice.state;

import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.hints.TopologyHints;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Hinting;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Topology;
import io.endpointslice.model.ZoneCpu;
import io.endpointslice.model.ZoneHints;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The zones' CPU, kept up to date Node by Node, and what hints by topology the Services have that ask for them (H2, H4). A
 * change of a Node costs the zones and those Services, and only if it changes the zones' shares.
 */
final class TopologyBook {
    private final TreeMap<String, Long> milliCpu = new TreeMap<>();
    private final Set<String> incomplete = new HashSet<>();
    private ZoneCpu zones = ZoneCpu.NONE;
    private ImmutableSortedMap<String, Double> shares = ImmutableSortedMap.of();
    private final Map<ServiceKey, ImmutableSortedMap<AddressType, ZoneHints>> hints = new HashMap<>();
    /** Services of which a sync has looked at the zones, and has not said yet what it made of them. */
    private final Set<ServiceKey> looking = new HashSet<>();

    /**
     * Takes a Node in.
     *
     * @return the Services whose hints may be wrong now
     */
    Set<ServiceKey> nodeChanged(Optional<NodeFacts> before, Optional<NodeFacts> now) {
        if (before.equals(now)) {
            return Set.of();
        }
        before.filter(NodeFacts::counts).ifPresent(node -> add(node, -1));
        now.filter(NodeFacts::counts).ifPresent(node -> add(node, 1));
        ZoneCpu changed = new ZoneCpu(ImmutableSortedMap.copyOfSorted(milliCpu), incomplete.isEmpty());
        if (changed.equals(zones)) {
            return Set.of();
        }
        boolean sameShares =
                changed.complete() == zones.complete() && changed.shares().equals(shares);
        zones = changed;
        shares = changed.shares();
        return sameShares ? Set.of() : affected();
    }

    private void add(NodeFacts node, int sign) {
        if (!node.isComplete()) {
            if (sign > 0) {
                incomplete.add(node.name());
            } else {
                incomplete.remove(node.name());
            }
        } else if (milliCpu.merge(node.zone(), sign * node.milliCpu(), Long::sum) == 0) {
            milliCpu.remove(node.zone());
        }
    }

    private Set<ServiceKey> affected() {
        Set<ServiceKey> affected = new TreeSet<>(looking);
        hints.forEach((service, byType) -> {
            if (byType.values().stream().anyMatch(made -> !TopologyHints.stillHold(made, zones))) {
                affected.add(service);
            }
        });
        return affected;
    }

    /** What a sync of the Service sees. */
    Topology look(ServiceFacts service) {
        ImmutableSortedMap<AddressType, ZoneHints> before = hints.getOrDefault(service.key(), ImmutableSortedMap.of());
        if (service.hinting() == Hinting.TOPOLOGY_AUTO) {
            looking.add(service.key());
            return new Topology(zones, before);
        }
        return before.isEmpty() ? Topology.NONE : new Topology(ZoneCpu.NONE, before);
    }

    /** A sync of the Service has made all its writes, with these hints. */
    void committed(ServiceKey service, ImmutableSortedMap<AddressType, ZoneHints> made) {
        drop(service);
        if (!made.isEmpty()) {
            hints.put(service, made);
        }
    }

    /** Drops all that is kept for the Service (E1). */
    void drop(ServiceKey service) {
        looking.remove(service);
        hints.remove(service);
    }
}
