package io.endpointslice.hints;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the slices that have to be written for the sake of hints alone: as few writes as can be, over all groups of an
 * address type, so that with all others as they are the hints can be right (H3, P2).
 *
 * <p>It tries 0, 1, 2 ... slices. Fewer are enough for as long as the endpoints in written slices can make up for the rest, and
 * mostly none is needed. To find the least is a hard problem when zones are many, so the search has a budget. What it
 * has not tried by then is not claimed: {@link Result#least} is a bound that was proved, and what is chosen is right all the same.
 */
public final class RehintSearch {
    /** Candidates to look at, each some tenth of a microsecond. */
    static final int BUDGET = 1_000_000;

    private static final int NO_ZONE = -1;

    private final ZoneAllocation allocation;
    private final ImmutableList<Candidate> candidates;
    private final Writes writes;
    private final int[] kept;
    private final boolean[] chosen;
    private final int[] addedToGroup;
    private int looks;
    private Found best = Found.NOTHING;

    /**
     * A slice that would be right if its hints were.
     *
     * @param hinted for each zone of the allocation how many of its ready endpoints are hinted for it
     * @param size how many endpoints it holds, ready or not
     * @param group the number of its group in {@link Writes#toPlace}
     */
    public record Candidate(ImmutableIntArray hinted, int size, int group) {}

    /**
     * What has to be written apart from hints.
     *
     * @param cap the most endpoints of a slice
     * @param forced slices that are wrong as they are, in all groups
     * @param toPlace for each group the endpoints that written slices have to hold
     */
    public record Writes(int cap, int forced, ImmutableIntArray toPlace) {
        /** The fewest writes if hints are not looked at (P2). */
        public int least() {
            return with(0, new int[toPlace.length()]);
        }

        /** The fewest writes if so many slices with so many endpoints in each group are written too. */
        int with(int slices, int[] added) {
            int needed = 0;
            for (int group = 0; group < toPlace.length(); group++) {
                needed += (toPlace.get(group) + added[group] + cap - 1) / cap;
            }
            return Math.max(forced + slices, needed);
        }
    }

    /**
     * The answer.
     *
     * @param chosen numbers of the candidates that have to be written, ascending
     * @param least no plan with right hints has fewer writes
     */
    public record Result(ImmutableIntArray chosen, int least) {}

    private record Found(ImmutableIntArray chosen, int writes) {
        static final Found NOTHING = new Found(ImmutableIntArray.of(), Integer.MAX_VALUE);
    }

    private RehintSearch(ZoneAllocation allocation, List<Candidate> candidates, Writes writes) {
        this.allocation = allocation;
        this.candidates = ImmutableList.copyOf(candidates);
        this.writes = writes;
        this.kept = new int[allocation.zones().size()];
        this.candidates.forEach(candidate -> addTo(kept, candidate, 1));
        this.chosen = new boolean[candidates.size()];
        this.addedToGroup = new int[writes.toPlace().length()];
    }

    /** The slices to write; the same arguments give the same answer. */
    public static Result search(ZoneAllocation allocation, List<Candidate> candidates, Writes writes) {
        return search(allocation, candidates, writes, BUDGET);
    }

    static Result search(ZoneAllocation allocation, List<Candidate> candidates, Writes writes, int budget) {
        return new RehintSearch(allocation, candidates, writes).search(budget);
    }

    private Result search(int budget) {
        ImmutableIntArray order = order();
        for (int count = 0; count <= candidates.size(); count++) {
            int bound = bound(count);
            if (best.writes() <= bound) {
                break;
            }
            choose(order, 0, count, budget);
            if (looks > budget) {
                return new Result(best.equals(Found.NOTHING) ? greedy() : best.chosen(), bound);
            }
        }
        return new Result(best.chosen(), best.writes());
    }

    /** No plan that writes so many candidates, or more, has fewer writes: they add at least what the smallest hold. */
    private int bound(int count) {
        int smallest = candidates.stream()
                .mapToInt(Candidate::size)
                .sorted()
                .limit(count)
                .sum();
        int all = writes.toPlace().stream().sum() + smallest;
        return Math.max(writes.with(count, new int[addedToGroup.length]), (all + writes.cap() - 1) / writes.cap());
    }

    /** Those that help the most first; of equal ones the emptiest, which leaves the most room. */
    private ImmutableIntArray order() {
        Comparator<Integer> most = Comparator.comparingInt(i -> -relief(i, NO_ZONE));
        return ImmutableIntArray.copyOf(IntStream.range(0, candidates.size())
                .boxed()
                .sorted(most.thenComparingInt(i -> candidates.get(i).size()).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue));
    }

    private void choose(ImmutableIntArray order, int from, int count, int budget) {
        if (count == 0) {
            take();
            return;
        }
        looks += order.length() - from;
        if (looks > budget || !canSuffice(order, from, count)) {
            return;
        }
        int total = chosenCount() + count;
        int least = writes.with(total, addedToGroup);
        for (int i = from; i + count <= order.length() && best.writes() > least; i++) {
            write(order.get(i), true);
            choose(order, i + 1, count - 1, budget);
            write(order.get(i), false);
        }
    }

    private void take() {
        if (allocation.canKeep(kept)) {
            int least = writes.with(chosenCount(), addedToGroup);
            if (least < best.writes()) {
                best = new Found(chosenNumbers(), least);
            }
        }
    }

    /**
     * Whether so many more can be enough. A slice helps the less the more others are written, so what it would help now is the
     * most that can be hoped for; and a zone can be helped no further than to its minimum.
     */
    private boolean canSuffice(ImmutableIntArray order, int from, int count) {
        int needed = allocation.excess(kept) - allocation.slack();
        return IntStream.range(NO_ZONE, kept.length).allMatch(helped -> {
            int hoped = order.subArray(from, order.length()).stream()
                    .map(i -> -relief(i, helped))
                    .sorted()
                    .limit(count)
                    .map(relief -> -relief)
                    .sum();
            return hoped + (helped == NO_ZONE ? 0 : above(helped)) >= needed;
        });
    }

    private int above(int zone) {
        return Math.max(0, kept[zone] - allocation.minimum(zone));
    }

    /** By how much the excess of all zones but one shrinks if the candidate is written too. */
    private int relief(int candidate, int but) {
        int relief = 0;
        for (int zone = 0; zone < kept.length; zone++) {
            if (zone != but) {
                relief +=
                        Math.min(above(zone), candidates.get(candidate).hinted().get(zone));
            }
        }
        return relief;
    }

    private ImmutableIntArray greedy() {
        while (!allocation.canKeep(kept)) {
            write(order().stream().filter(i -> !chosen[i]).findFirst().orElseThrow(), true);
        }
        return chosenNumbers();
    }

    private void write(int candidate, boolean written) {
        int sign = written ? -1 : 1;
        chosen[candidate] = written;
        addTo(kept, candidates.get(candidate), sign);
        addedToGroup[candidates.get(candidate).group()] -=
                sign * candidates.get(candidate).size();
    }

    private static void addTo(int[] counts, Candidate candidate, int sign) {
        for (int zone = 0; zone < counts.length; zone++) {
            counts[zone] += sign * candidate.hinted().get(zone);
        }
    }

    private int chosenCount() {
        return chosenNumbers().length();
    }

    private ImmutableIntArray chosenNumbers() {
        return ImmutableIntArray.copyOf(IntStream.range(0, chosen.length).filter(i -> chosen[i]));
    }
}
