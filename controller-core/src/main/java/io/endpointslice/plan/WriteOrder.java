package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts writes into an order that leaves no gap (P3): a slice that begins to publish an endpoint is written before one that
 * ceases to. Of several slices that cease to publish the same one (E17), the first by name waits, the one that
 * {@link Duplicates} lets keep it; the others need not. Creates come first as far as that leaves a choice, deletes last.
 *
 * <p>Within a port list this is always possible, since slices do not give to each other in a circle. An endpoint that moves to another
 * port list is to be published there first too, which can lead to a circle: with Pods that swap port lists, or with a slice that
 * leaves its port list and takes in a Pod that moves after it. Then whoever stays in its port list comes first.
 */
public final class WriteOrder {
    private final List<SliceWrite> writes;
    /** For each write those that have to come before it. */
    private final List<Set<Integer>> before = new ArrayList<>();
    /** For each write those of {@link #before} that have to for the sake of endpoints that stay in their port list. */
    private final List<Set<Integer>> beforeInPortList = new ArrayList<>();

    /** An endpoint as one group publishes it, or whichever group does. */
    private record Published(AddressType type, Optional<PortList> ports, EndpointIdentity endpoint) {
        // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Published that
                    && endpoint.equals(that.endpoint)
                    && type == that.type
                    && ports.equals(that.ports);
        }

        @Override
        public int hashCode() {
            return endpoint.hashCode();
        }
    }

    private WriteOrder(List<SliceWrite> writes) {
        this.writes = writes;
        Map<Published, List<Integer>> publishers = new HashMap<>();
        Map<Published, Integer> keepers = new HashMap<>();
        BinaryOperator<Integer> firstByName = BinaryOperator.minBy(
                Comparator.comparing(i -> writes.get(i).slice().name()));
        for (int i = 0; i < writes.size(); i++) {
            for (Published published : begins(writes.get(i))) {
                publishers.computeIfAbsent(published, any -> new ArrayList<>(1)).add(i);
            }
            for (Published published : ceases(writes.get(i))) {
                keepers.merge(published, i, firstByName);
            }
            before.add(new HashSet<>());
            beforeInPortList.add(new HashSet<>());
        }
        keepers.forEach((published, keeper) -> {
            Set<Integer> found = new HashSet<>(publishers.getOrDefault(published, List.of()));
            found.remove(keeper);
            before.get(keeper).addAll(found);
            if (published.ports().isPresent()) {
                beforeInPortList.get(keeper).addAll(found);
            }
        });
    }

    /** The same writes in order. */
    public static ImmutableList<SliceWrite> of(List<SliceWrite> writes) {
        List<SliceWrite> sorted = new ArrayList<>(writes);
        sorted.sort(Comparator.comparingInt(WriteOrder::rank)
                .thenComparing(write -> write.slice().addressType())
                .thenComparing(write -> write.slice().name()));
        return sorted.size() < 2 ? ImmutableList.copyOf(sorted) : new WriteOrder(sorted).order();
    }

    private static int rank(SliceWrite write) {
        if (write instanceof SliceWrite.Create) {
            return 0;
        }
        return write instanceof SliceWrite.Update ? 1 : 2;
    }

    private ImmutableList<SliceWrite> order() {
        List<Set<Integer>> after = new ArrayList<>();
        NavigableSet<Integer> free = new TreeSet<>();
        NavigableSet<Integer> waiting = new TreeSet<>();
        for (int i = 0; i < writes.size(); i++) {
            after.add(new HashSet<>());
            (before.get(i).isEmpty() ? free : waiting).add(i);
        }
        IntStream.range(0, writes.size())
                .forEach(i -> before.get(i).forEach(j -> after.get(j).add(i)));
        ImmutableList.Builder<SliceWrite> ordered = ImmutableList.builderWithExpectedSize(writes.size());
        while (!free.isEmpty() || !waiting.isEmpty()) {
            int next = free.isEmpty() ? breakCircle(waiting) : free.first();
            free.remove(next);
            waiting.remove(next);
            ordered.add(writes.get(next));
            for (int successor : after.get(next)) {
                before.get(successor).remove(next);
                if (before.get(successor).isEmpty() && waiting.remove(successor)) {
                    free.add(successor);
                }
            }
        }
        return ordered.build();
    }

    private int breakCircle(NavigableSet<Integer> waiting) {
        return waiting.stream()
                .filter(i -> beforeInPortList.get(i).stream().noneMatch(waiting::contains))
                .findFirst()
                .orElseGet(waiting::first);
    }

    private static List<Published> begins(SliceWrite write) {
        return difference(write.left(), write.standing());
    }

    private static List<Published> ceases(SliceWrite write) {
        return difference(write.standing(), write.left());
    }

    /** What one state of a slice publishes and the other does not. */
    private static List<Published> difference(Optional<Slice> state, Optional<Slice> other) {
        if (state.isEmpty()) {
            return List.of();
        }
        Slice slice = state.get();
        Optional<PortList> ports = Optional.of(slice.ports());
        boolean samePorts = other.map(Slice::ports).equals(ports);
        Set<EndpointIdentity> inOther = new HashSet<>();
        other.ifPresent(found -> found.endpoints().forEach(endpoint -> inOther.add(endpoint.identity())));
        List<Published> result = new ArrayList<>();
        for (Endpoint endpoint : slice.endpoints()) {
            boolean added = !inOther.contains(endpoint.identity());
            if (added) {
                result.add(new Published(slice.addressType(), Optional.empty(), endpoint.identity()));
            }
            if (added || !samePorts) {
                result.add(new Published(slice.addressType(), ports, endpoint.identity()));
            }
        }
        return result;
    }
}
