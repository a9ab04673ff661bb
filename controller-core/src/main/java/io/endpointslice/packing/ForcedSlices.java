package io.endpointslice.packing;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The forced slices of a group, the fullest first; of equal ones the first in the group's order.
 *
 * @param order positions in {@link Group#slices}
 * @param kept what each keeps, in that order
 */
record ForcedSlices(int cap, ImmutableIntArray order, ImmutableList<ImmutableIntArray> kept) {
    static ForcedSlices of(Group group) {
        Comparator<Integer> fullestFirst =
                Comparator.comparingInt((Integer i) -> -keptBy(group, i).length());
        int[] order = IntStream.range(0, group.slices().size())
                .filter(i -> group.slices().get(i) instanceof SliceState.Forced)
                .boxed()
                .sorted(fullestFirst)
                .mapToInt(Integer::intValue)
                .toArray();
        ImmutableList<ImmutableIntArray> kept =
                IntStream.of(order).mapToObj(i -> keptBy(group, i)).collect(ImmutableList.toImmutableList());
        return new ForcedSlices(group.cap(), ImmutableIntArray.copyOf(order), kept);
    }

    private static ImmutableIntArray keptBy(Group group, int slice) {
        return ((SliceState.Forced) group.slices().get(slice)).kept();
    }

    int count() {
        return order.length();
    }

    /** How many of them hold something once leftover fills them, the fullest first, and none is merged. */
    int occupied(int leftover) {
        int rest = leftover;
        for (int i = 0; i < count(); i++) {
            int held = kept.get(i).length();
            if (held == 0 && rest <= 0) {
                return i;
            }
            rest -= cap - held;
        }
        return count();
    }
}
