package io.endpointslice.packing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How a group whose slices are all right as they are comes to fewer of them. The fewest writes that save {@code d} slices are
 * {@code d + w}, where {@code w} is the least for which the {@code d + w} smallest slices hold no more than {@code w} can: {@code d}
 * are emptied and deleted, {@code w} are updated, each once. See docs/packing.md for why no way needs fewer.
 *
 * <p>How many are saved follows from what one is worth: so many that the worth of all, less what they cost, is the most.
 *
 * @param cap the most endpoints of a slice
 * @param sizes of all slices of the group that may be touched, 1 to the cap each
 * @param givers positions in {@code sizes} of those that are emptied, the smallest first
 * @param receivers positions of those that take what these held, the smallest first
 */
public record Compaction(int cap, ImmutableIntArray sizes, ImmutableIntArray givers, ImmutableIntArray receivers) {
    /**
     * The best compaction of those slices; it may be to leave them as they are.
     *
     * @param worth how many writes one slice less is worth, 1 or more
     */
    public static Compaction of(int cap, ImmutableIntArray sizes, int worth) {
        checkArgument(cap >= 1 && worth >= 1, "a cap of %s endpoints, and slices worth %s writes", cap, worth);
        checkArgument(sizes.stream().allMatch(size -> size >= 1 && size <= cap), "slices of %s endpoints", sizes);
        int[] order = IntStream.range(0, sizes.length())
                .boxed()
                .sorted(Comparator.comparingInt(sizes::get))
                .mapToInt(Integer::intValue)
                .toArray();
        int updated = 0;
        int held = 0;
        int best = 0;
        int bestUpdated = 0;
        for (int saved = 1; saved + updated <= order.length; saved++) {
            held += sizes.get(order[saved + updated - 1]);
            while (held > updated * cap && saved + updated < order.length) {
                held += sizes.get(order[saved + updated]);
                updated++;
            }
            if (held <= updated * cap && (saved - best) * (worth - 1) >= updated - bestUpdated) {
                best = saved;
                bestUpdated = updated;
            }
        }
        return new Compaction(cap, sizes, part(order, 0, best), part(order, best, best + bestUpdated));
    }

    private static ImmutableIntArray part(int[] order, int from, int to) {
        return ImmutableIntArray.copyOf(order).subArray(from, to);
    }

    /** How many slices fewer there are in the end. */
    public int saved() {
        return givers.length();
    }

    /** The fewest writes that save so many. {@link #steps} make one more for each {@link Step#cut}. */
    public int leastWrites() {
        return givers.length() + receivers.length();
    }

    /**
     * Some endpoints that go from one slice to another.
     *
     * @param from position of the slice that has to be written after the other
     * @param to position of the slice that takes them
     */
    public record Move(int from, int to, int count) {}

    /**
     * A part that is complete in itself: before and after it, each endpoint is in one slice.
     *
     * @param moves all of them; no slice both gives and takes, and none that takes is part of another step
     * @param cut whether the slice that gives last keeps endpoints for a later step; all others that give are emptied
     */
    public record Step(ImmutableList<Move> moves, boolean cut) {}

    /** The steps, in order: the fewest writes, but for those that keep a step short. */
    public ImmutableList<Step> steps() {
        return new CompactionSteps(this).all();
    }
}
