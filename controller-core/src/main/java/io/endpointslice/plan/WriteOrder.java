package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.Slice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts writes into an order that leaves no gap (P3): a slice that begins to publish an endpoint is written before one that
 * ceases to. Creates come first as far as that leaves a choice, deletes last.
 */
final class WriteOrder {
    private final List<SliceWrite> writes;
    private final Map<Published, List<Integer>> publishers = new HashMap<>();

    /** An endpoint in any slice of its address type: a move to another port list must not leave a gap either. */
    private record Published(AddressType type, EndpointIdentity endpoint) {}

    private WriteOrder(List<SliceWrite> writes) {
        this.writes = writes;
        for (int i = 0; i < writes.size(); i++) {
            for (Published published : begins(writes.get(i))) {
                publishers.computeIfAbsent(published, any -> new ArrayList<>(1)).add(i);
            }
        }
    }

    static ImmutableList<SliceWrite> of(List<SliceWrite> writes) {
        List<SliceWrite> sorted = new ArrayList<>(writes);
        sorted.sort(Comparator.comparingInt(WriteOrder::rank)
                .thenComparing(write -> write.slice().addressType())
                .thenComparing(write -> write.slice().name()));
        return new WriteOrder(sorted).order();
    }

    private static int rank(SliceWrite write) {
        if (write instanceof SliceWrite.Create) {
            return 0;
        }
        return write instanceof SliceWrite.Update ? 1 : 2;
    }

    /**
     * Depth first from each write to those that have to come before it. A circle can only come from Pods that swap port lists
     * in one sync, each of which changes its group and is in no group published before; it is cut where it is met.
     */
    private ImmutableList<SliceWrite> order() {
        ImmutableList.Builder<SliceWrite> ordered = ImmutableList.builderWithExpectedSize(writes.size());
        BitSet visited = new BitSet(writes.size());
        BitSet done = new BitSet(writes.size());
        Deque<Integer> open = new ArrayDeque<>();
        for (int start = 0; start < writes.size(); start++) {
            open.push(start);
            while (!open.isEmpty()) {
                int write = open.peek();
                if (!visited.get(write)) {
                    visited.set(write);
                    before(write).stream().filter(i -> !visited.get(i)).forEach(open::push);
                } else {
                    open.pop();
                    if (!done.get(write)) {
                        done.set(write);
                        ordered.add(writes.get(write));
                    }
                }
            }
        }
        return ordered.build();
    }

    private Set<Integer> before(int write) {
        Set<Integer> result = new HashSet<>();
        for (Published published : ceases(writes.get(write))) {
            result.addAll(publishers.getOrDefault(published, List.of()));
        }
        result.remove(write);
        return result;
    }

    private static Set<Published> begins(SliceWrite write) {
        if (write instanceof SliceWrite.Delete) {
            return Set.of();
        }
        Set<Published> result = published(write.slice());
        if (write instanceof SliceWrite.Update update) {
            result.removeAll(published(update.before()));
        }
        return result;
    }

    private static Set<Published> ceases(SliceWrite write) {
        if (write instanceof SliceWrite.Create) {
            return Set.of();
        }
        if (write instanceof SliceWrite.Update update) {
            Set<Published> result = published(update.before());
            result.removeAll(published(update.slice()));
            return result;
        }
        return published(write.slice());
    }

    private static Set<Published> published(Slice slice) {
        Set<Published> result = new HashSet<>();
        for (Endpoint endpoint : slice.endpoints()) {
            result.add(new Published(slice.addressType(), endpoint.identity()));
        }
        return result;
    }
}
