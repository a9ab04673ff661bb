package io.endpointslice.plan;

import io.endpointslice.model.Endpoint;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.Slice;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the reference thinks of hints in slices that are right otherwise: a model of its own, which shares no code with ours.
 * It looks at the slices one by one, in any order, and rewrites one that lacks a hint, has one for a zone that is not
 * allocated, or takes a zone above its maximum together with those before.
 */
final class ReferenceTopology {
    private final Map<String, Integer> minimums = new TreeMap<>();
    private final int ready;
    private final boolean possible;

    /**
     * The reference's allocation.
     *
     * @param ready the ready endpoints of the address type
     */
    ReferenceTopology(Collection<NodeFacts> nodes, int ready) {
        this.ready = ready;
        Map<String, Long> cpu = new TreeMap<>();
        long total = 0;
        boolean complete = true;
        for (NodeFacts node : nodes) {
            if (node.controlPlane() || !node.ready()) {
                continue;
            }
            complete &= !node.zone().isEmpty() && node.milliCpu() > 0;
            cpu.merge(node.zone(), node.milliCpu(), Long::sum);
            total += node.milliCpu();
        }
        for (Map.Entry<String, Long> zone : cpu.entrySet()) {
            double desired = (double) zone.getValue() / total * ready;
            minimums.put(zone.getKey(), (int) Math.ceil(desired * (1 / 1.2)));
        }
        this.possible = complete && cpu.size() >= 2 && cpu.size() <= ready && slack() >= 0;
    }

    private int slack() {
        return ready - minimums.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether there are hints as far as Nodes and numbers tell. */
    boolean isPossible() {
        return possible;
    }

    /** Zone to the fewest endpoints that are to be hinted for it. */
    Map<String, Integer> minimums() {
        return minimums;
    }

    /** Whether the reference leaves all those slices as they are. */
    boolean accepts(List<Slice> slices) {
        Map<String, Integer> hinted = new HashMap<>();
        return slices.stream().allMatch(slice -> possible ? accepts(slice, hinted) : hasNoHints(slice));
    }

    private boolean accepts(Slice slice, Map<String, Integer> hinted) {
        for (Endpoint endpoint : slice.endpoints()) {
            if (!endpoint.conditions().isReady()) {
                continue;
            }
            if (endpoint.hints().forZones().isEmpty()) {
                return false;
            }
            for (String zone : endpoint.hints().forZones()) {
                if (!minimums.containsKey(zone)
                        || hinted.merge(zone, 1, Integer::sum) > minimums.getOrDefault(zone, 0) + slack()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean hasNoHints(Slice slice) {
        return slice.endpoints().stream()
                .allMatch(endpoint -> endpoint.hints().forZones().isEmpty());
    }
}
