package io.endpointslice.packing;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The fewest writes, and among the slices that are written endpoints stand together that are expected to change together, so
 * that the next changes meet few slices. Where an allowance is given, one slice more is written if that saves more than it
 * costs, or if there are more slices than are of use and that leaves fewer.
 *
 * <p>It falls back to {@link MergingPolicy} where sorting could break a promise, or would take long: if other groups want slices,
 * if a slice is above the cap, and above {@value #MOST_FORCED} forced slices.
 */
public final class ChurnAwarePolicy implements PackingPolicy {
    /** With so many slices to write, sorting costs as much as the rest of the plan. */
    static final int MOST_FORCED = 128;
    /** An investment of one write has to spare the next sync this much of one. */
    private static final double LEAST_RETURN = 0.3;

    private final PackingPolicy fallback = new MergingPolicy();

    @Override
    public boolean looksAhead() {
        return true;
    }

    @Override
    public Packing pack(Group group, Exchange exchange) {
        if (group.leastWrites() == 0) {
            return nothing(group);
        } else if (exchange.wanted() > 0 || group.forced() > MOST_FORCED || isAboveCap(group)) {
            return fallback.pack(group, exchange);
        }
        Slots slots = Slots.of(group, exchange.offered());
        Sorting plain = Sorting.of(slots);
        return (group.outlook().allowance() > 0 ? invested(slots, plain, exchange.offered()) : plain).packing();
    }

    /** Where a new slice is needed anyway, it could take the place of one that an investment empties, in a circle (E16, P3). */
    private static Sorting invested(Slots slots, Sorting plain, int offered) {
        if (slots.created() > 0) {
            return fewer(plain, () -> slots.withoutNewSlices(offered));
        }
        Sorting apart = withNewSlice(slots, plain);
        return fewer(apart, () -> roomiest(slots).map(slots::withReused));
    }

    private static Packing nothing(Group group) {
        ImmutableIntArray[] slices = new ImmutableIntArray[group.slices().size()];
        Arrays.fill(slices, ImmutableIntArray.of());
        return new Packing(ImmutableList.copyOf(slices), ImmutableList.of());
    }

    private static boolean isAboveCap(Group group) {
        for (SliceState slice : group.slices()) {
            if (slice instanceof SliceState.Forced forced && forced.kept().length() > group.cap()) {
                return true;
            }
        }
        return false;
    }

    private static Sorting withNewSlice(Slots slots, Sorting plain) {
        if (plain.expectedWrites() - plain.leastExpectedWrites() <= LEAST_RETURN) {
            return plain;
        }
        Sorting invested = Sorting.of(slots.withNewSlice());
        return invested.expectedWrites() + LEAST_RETURN < plain.expectedWrites() ? invested : plain;
    }

    /** With more slices than are of use, one that need not be written is filled, if that leaves fewer. */
    private static Sorting fewer(Sorting sorting, Supplier<Optional<Slots>> filling) {
        if (!sorting.isScattered()) {
            return sorting;
        }
        return filling.get()
                .map(Sorting::of)
                .filter(filled -> filled.slices() < sorting.slices())
                .orElse(sorting);
    }

    private static Optional<Integer> roomiest(Slots slots) {
        Group group = slots.group();
        return IntStream.range(0, group.slices().size())
                .filter(i -> group.slices().get(i) instanceof SliceState.Unchanged
                        && !slots.reused().contains(i))
                .boxed()
                .min(Comparator.comparingInt(
                        i -> ((SliceState.Unchanged) group.slices().get(i)).size()))
                .filter(i -> ((SliceState.Unchanged) group.slices().get(i)).size() < group.cap());
    }
}
