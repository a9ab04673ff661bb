package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.endpointslice.mapping.EndpointMapper;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceSnapshot;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The endpoints of one Service as its last sync was to publish them, and the fewest writes that the way there can need. */
final class PublishedEndpoints {
    private final int cap;
    private final Map<String, ImmutableSet<Placed>> ofPods = new HashMap<>();
    private final Map<AddressType, Integer> sizes = new EnumMap<>(AddressType.class);

    private record Placed(AddressType type, PortList ports, Endpoint endpoint) {
        private Identity identity() {
            return new Identity(type, endpoint.identity());
        }
    }

    private record Identity(AddressType type, EndpointIdentity endpoint) {}

    /** What differs of one address type. */
    private static final class Difference {
        private int added;
        private int removed;
        private int changed;

        /**
         * New and changed endpoints have to be in written slices afterwards, and gone and changed ones were in written slices
         * before, whatever the packing.
         */
        int leastWrites(int cap) {
            return slicesFor(Math.max(added, removed) + changed, cap);
        }
    }

    PublishedEndpoints(int cap) {
        this.cap = cap;
    }

    /** A sync takes up what the snapshot shows, of the whole Service or of what has changed: the fewest writes that it can need. */
    int sync(ServiceSnapshot snapshot) {
        Map<String, Set<Placed>> now = map(snapshot);
        Set<String> pods = snapshot.settled().isPresent()
                ? snapshot.settled().get().changedPods()
                : Sets.union(ImmutableSet.copyOf(ofPods.keySet()), now.keySet());
        Map<AddressType, Difference> differences = new EnumMap<>(AddressType.class);
        pods.forEach(pod -> replace(pod, ImmutableSet.copyOf(now.getOrDefault(pod, Set.of())), differences));
        return differences.values().stream()
                .mapToInt(difference -> difference.leastWrites(cap))
                .sum();
    }

    private static Map<String, Set<Placed>> map(ServiceSnapshot snapshot) {
        ServiceSnapshot pods =
                new ServiceSnapshot(snapshot.service(), snapshot.pods(), snapshot.nodes(), ImmutableList.of());
        Map<String, Set<Placed>> placed = new HashMap<>();
        EndpointMapper.map(pods)
                .groups()
                .forEach((type, groups) -> groups.forEach((ports, endpoints) -> endpoints.forEach(
                        endpoint -> placed.computeIfAbsent(endpoint.identity().name(), any -> new HashSet<>())
                                .add(new Placed(type, ports, endpoint)))));
        return placed;
    }

    private void replace(String pod, ImmutableSet<Placed> now, Map<AddressType, Difference> differences) {
        ImmutableSet<Placed> before = Optional.ofNullable(ofPods.put(pod, now)).orElse(ImmutableSet.of());
        if (now.isEmpty()) {
            ofPods.remove(pod);
        }
        Map<Identity, Placed> old = new HashMap<>();
        before.forEach(placed -> old.put(placed.identity(), placed));
        for (Placed placed : now) {
            Placed was = old.remove(placed.identity());
            if (was == null) {
                sizes.merge(placed.type(), 1, Integer::sum);
                of(differences, placed.type()).added++;
            } else if (!was.equals(placed)) {
                of(differences, placed.type()).changed++;
            }
        }
        old.values().forEach(gone -> {
            sizes.merge(gone.type(), -1, Integer::sum);
            of(differences, gone.type()).removed++;
        });
    }

    private static Difference of(Map<AddressType, Difference> differences, AddressType type) {
        return differences.computeIfAbsent(type, any -> new Difference());
    }

    /** The fewest slices that can hold them all; a Service has at least one. */
    int idealSlices() {
        return Math.max(
                1,
                sizes.values().stream().mapToInt(size -> slicesFor(size, cap)).sum());
    }

    private static int slicesFor(int endpoints, int cap) {
        return (endpoints + cap - 1) / cap;
    }
}
