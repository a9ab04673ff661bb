package io.endpointslice.model;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The allocatable CPU of the Nodes that count, by zone (H2).
 *
 * @param milliCpu zone to thousandths of a CPU, 1 or more
 * @param complete whether each Node that counts has a zone and allocatable CPU: if not, the zones cannot be compared
 */
public record ZoneCpu(ImmutableSortedMap<String, Long> milliCpu, boolean complete) {
    /** No Node counts. */
    public static final ZoneCpu NONE = new ZoneCpu(ImmutableSortedMap.of(), true);

    /** The CPU of those Nodes, in any order. */
    public static ZoneCpu of(Iterable<NodeFacts> nodes) {
        SortedMap<String, Long> milliCpu = new TreeMap<>();
        boolean complete = true;
        for (NodeFacts node : nodes) {
            complete &= !node.counts() || node.isComplete();
            if (node.counts() && node.isComplete()) {
                milliCpu.merge(node.zone(), node.milliCpu(), Long::sum);
            }
        }
        return new ZoneCpu(ImmutableSortedMap.copyOfSorted(milliCpu), complete);
    }

    /** Each zone's share of all CPU; together 1. */
    public ImmutableSortedMap<String, Double> shares() {
        double total = milliCpu.values().stream().mapToLong(Long::longValue).sum();
        return milliCpu.entrySet().stream()
                .collect(toImmutableSortedMap(
                        Comparator.naturalOrder(), zone -> zone.getKey(), zone -> zone.getValue() / total));
    }
}
