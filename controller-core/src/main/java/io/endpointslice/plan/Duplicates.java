package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides which slice keeps an endpoint that stands in several (E17). A slice that has to be written anyway gives way, so
 * that few others have to be written for it. Of those that are right otherwise, the ones with the most duplicates give way;
 * that is the least for up to three slices in conflict, and close to it above, where to find the least is a hard problem.
 */
final class Duplicates {
    private final List<GroupSlice> slices;
    private final Map<Integer, List<Integer>> holders = new HashMap<>();
    private final Set<Integer> forced = new HashSet<>();

    private Duplicates(List<GroupSlice> slices) {
        this.slices = slices;
    }

    /** The same slices, each endpoint in one of them. */
    static ImmutableList<GroupSlice> resolve(List<GroupSlice> slices) {
        BitSet twice = twice(slices);
        if (twice.isEmpty()) {
            return ImmutableList.copyOf(slices);
        }
        Duplicates duplicates = new Duplicates(slices);
        duplicates.collect(twice);
        return duplicates.resolved();
    }

    private static BitSet twice(List<GroupSlice> slices) {
        BitSet once = new BitSet();
        BitSet twice = new BitSet();
        for (GroupSlice slice : slices) {
            for (int i = 0; i < slice.kept().length(); i++) {
                int endpoint = slice.kept().get(i);
                (once.get(endpoint) ? twice : once).set(endpoint);
            }
        }
        return twice;
    }

    private void collect(BitSet twice) {
        for (int i = 0; i < slices.size(); i++) {
            int slice = i;
            slices.get(i).kept().stream()
                    .filter(twice::get)
                    .forEach(endpoint -> holders.computeIfAbsent(endpoint, any -> new ArrayList<>(2))
                            .add(slice));
            if (slices.get(i).isForced()) {
                forced.add(i);
            }
        }
    }

    private ImmutableList<GroupSlice> resolved() {
        while (!contested().isEmpty()) {
            forced.add(mostContested());
        }
        Map<Integer, Set<Integer>> lost = new HashMap<>();
        holders.forEach((endpoint, list) -> {
            int keeper =
                    list.stream().filter(i -> !forced.contains(i)).findFirst().orElse(list.get(0));
            list.stream()
                    .filter(i -> i != keeper)
                    .forEach(
                            i -> lost.computeIfAbsent(i, any -> new HashSet<>()).add(endpoint));
        });
        return IntStream.range(0, slices.size())
                .mapToObj(i -> lost.containsKey(i) ? slices.get(i).without(lost.get(i)) : slices.get(i))
                .collect(ImmutableList.toImmutableList());
    }

    /** Slices that are right otherwise and hold the same endpoint as another such slice; once per endpoint. */
    private List<Integer> contested() {
        List<Integer> result = new ArrayList<>();
        for (List<Integer> list : holders.values()) {
            List<Integer> unforced =
                    list.stream().filter(i -> !forced.contains(i)).toList();
            if (unforced.size() > 1) {
                result.addAll(unforced);
            }
        }
        return result;
    }

    private int mostContested() {
        Map<Integer, Long> counts = new HashMap<>();
        contested().forEach(i -> counts.merge(i, 1L, Long::sum));
        Comparator<Integer> most = Comparator.comparing(counts::get);
        Comparator<Integer> smallest =
                Comparator.comparingInt(i -> -slices.get(i).kept().length());
        return counts.keySet().stream()
                .max(most.thenComparing(smallest).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }
}
