package io.endpointslice.packing;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Spreads the endpoints of the slots that are written so that those stand together that will change together.
 *
 * <p>Slots are settled one after the other. When its turn comes, a slot gives its most restless endpoints, or its calmest, or
 * all, or none to slots that were settled before it, whatever lowers the sum of {@link Load#cost} the most; what it has room
 * for then is open to those after it. So endpoints only ever go from a later slot to an earlier one, and there is no circle
 * (P3). Which slot is settled first decides much, and so does whether calm endpoints are moved at all: some ways are tried, and
 * the best is taken.
 */
final class Sorting {
    /** What it costs to take leftover of one kind apart. */
    private static final double PRICE_OF_A_SPLIT = 0.3;
    /** Room in slices that are not written soon is of little use. */
    private static final double PRICE_OF_ROOM = 0.1;
    /** Where there is too much of it, room has to go wherever the next syncs write, at any price. */
    private static final double PRICE_OF_ROOM_TOO_MUCH = 10;
    /** Less than this is no gain, but rounding. */
    private static final double LEAST_GAIN = 1e-7;
    /** How many slices more than needed are of use, to keep apart what will change. */
    private static final int SLACK = 1;
    /** So many slices fewer would do, were there no room in those that are not written. */
    private static final int MUCH_ROOM = 2;
    /** So many of the smallest slots are tried as the first one. */
    private static final int FIRST_SLOTS = 5;
    /** With more forced slices there is one way only: the cost of each grows with the cube of their number. */
    private static final int MOST_TRIED = 32;
    /** What the sum of {@link Load#cost} weighs beside the writes that are expected of the next sync. */
    private static final double WEIGHT_OF_COST = 0.3;

    private final Slots slots;
    private final boolean movesCalm;
    private final Group group;
    private final Forecast forecast;
    private final ImmutableIntArray kinds;
    private final boolean hasTooMuchRoom;
    private final Load[] loads;
    private final int[][] counts;
    private final List<Integer> settled = new ArrayList<>();
    private final BitSet open = new BitSet();
    private final BitSet fresh = new BitSet();
    private final List<Shift> shifts = new ArrayList<>();

    /** Nothing is moved yet. */
    private Sorting(Slots slots) {
        this.slots = slots;
        this.movesCalm = true;
        this.group = slots.group();
        this.forecast = group.outlook().forecast();
        this.kinds = ImmutableIntArray.copyOf(IntStream.range(0, forecast.kinds())
                .boxed()
                .sorted(Comparator.comparingDouble(kind -> -forecast.unrest().get(kind)))
                .mapToInt(Integer::intValue));
        this.hasTooMuchRoom =
                group.outlook().allowance() == 0 && slots.others() + group.needed() >= group.ideal() + MUCH_ROOM;
        this.loads = new Load[slots.count()];
        this.counts = new int[slots.count()][forecast.kinds()];
        for (int slot = 0; slot < slots.count(); slot++) {
            loads[slot] = slots.load(slot);
            if (slots.isForced(slot)) {
                count(slots.kept(slot).kinds(), counts[slot]);
            }
        }
    }

    /** As a sorting is in which nothing is moved yet. */
    private Sorting(Sorting unmoved, boolean movesCalm) {
        this.slots = unmoved.slots;
        this.movesCalm = movesCalm;
        this.group = unmoved.group;
        this.forecast = unmoved.forecast;
        this.kinds = unmoved.kinds;
        this.hasTooMuchRoom = unmoved.hasTooMuchRoom;
        this.loads = unmoved.loads.clone();
        this.counts = unmoved.counts.clone();
        for (int slot = 0; slot < counts.length; slot++) {
            counts[slot] = counts[slot].clone();
        }
    }

    private static void count(ImmutableIntArray kinds, int[] counts) {
        for (int i = 0; i < kinds.length(); i++) {
            counts[kinds.get(i)]++;
        }
    }

    /** The endpoints of the slots, spread anew. */
    static Sorting of(Slots slots) {
        Sorting unmoved = new Sorting(slots);
        if (slots.count() == 1 || slots.forced().length() > MOST_TRIED) {
            return unmoved.spread(0);
        }
        Sorting best = new Sorting(unmoved, true).spread(0);
        double least = best.badness();
        int ways = 2 * Math.min(FIRST_SLOTS, slots.forced().length());
        for (int way = 1; way < ways; way++) {
            Sorting candidate = new Sorting(unmoved, way % 2 == 0).spread(way / 2);
            double badness = candidate.badness();
            if (badness < least - LEAST_GAIN) {
                best = candidate;
                least = badness;
            }
        }
        return best;
    }

    private double badness() {
        double cost = 0;
        for (Load load : loads) {
            cost += cost(load);
        }
        return expectedWrites() + WEIGHT_OF_COST * cost;
    }

    private Sorting spread(int first) {
        begin(first);
        while (!open.isEmpty()) {
            settleNext();
        }
        placeLeftover();
        while (isScattered() && mergeOne()) {}
        return this;
    }

    /**
     * Where there is nothing to give, and where nothing may be taken, there is nothing to decide. If there is no empty slot to
     * begin with, it is one of the smallest.
     */
    private void begin(int first) {
        open.set(0, slots.count());
        for (int slot = 0; slot < slots.count(); slot++) {
            if (loads[slot].size() == 0 || slots.isReused(slot)) {
                settle(slot);
            }
        }
        if (settled.stream().allMatch(slots::isReused)) {
            open.stream()
                    .boxed()
                    .sorted(Comparator.comparingInt(slot -> loads[slot].size()))
                    .skip(Math.min(first, Math.max(0, open.cardinality() - 1)))
                    .findFirst()
                    .ifPresent(this::settle);
        }
    }

    private void settle(int slot) {
        open.clear(slot);
        settled.add(slot);
    }

    private void settleNext() {
        Optional<Proposal> best = open.stream()
                .mapToObj(slot -> Proposal.best(slot, this))
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(Proposal::gain));
        if (best.isPresent() && best.get().gain() > LEAST_GAIN) {
            best.get().shifts().forEach(this::apply);
            settle(best.get().slot());
        } else {
            open.stream()
                    .boxed()
                    .min(Comparator.comparingInt((Integer slot) -> loads[slot].size())
                            .thenComparingDouble(slot -> -loads[slot].rate()))
                    .ifPresent(this::settle);
        }
    }

    private void apply(Shift shift) {
        if (shift.from() != Shift.LEFTOVER) {
            counts[shift.from()][shift.kind()] -= shift.count();
            loads[shift.from()] = loads[shift.from()].plus(forecast, shift.kind(), -shift.count());
        }
        counts[shift.to()][shift.kind()] += shift.count();
        loads[shift.to()] = loads[shift.to()].plus(forecast, shift.kind(), shift.count());
        shifts.add(shift);
    }

    private void placeLeftover() {
        int[] leftover = new int[forecast.kinds()];
        count(group.outlook().leftover(), leftover);
        for (int i = 0; i < kinds.length(); i++) {
            int kind = kinds.get(i);
            for (int rest = leftover[kind]; rest > 0; ) {
                Shift shift = placeFor(kind, rest);
                apply(shift);
                fresh.set(shift.to());
                rest -= shift.count();
            }
        }
    }

    private Shift placeFor(int kind, int rest) {
        return IntStream.range(0, slots.count())
                .filter(slot -> loads[slot].size() < group.cap())
                .mapToObj(slot ->
                        new Shift(Shift.LEFTOVER, slot, kind, Math.min(rest, group.cap() - loads[slot].size())))
                .min(Comparator.comparingDouble(
                        shift -> increase(shift) + (shift.count() < rest ? PRICE_OF_A_SPLIT : 0)))
                .orElseThrow();
    }

    private double increase(Shift shift) {
        Load before = loads[shift.to()];
        return cost(before.plus(forecast, shift.kind(), shift.count())) - cost(before);
    }

    /** Empties the smallest slot that fits into slots settled before it. */
    private boolean mergeOne() {
        Optional<Proposal> merge = IntStream.range(1, settled.size())
                .boxed()
                .filter(place -> slots.isForced(settled.get(place))
                        && !fresh.get(settled.get(place))
                        && loads[settled.get(place)].size() > 0)
                .sorted(Comparator.comparingInt(place -> loads[settled.get(place)].size()))
                .flatMap(place -> Proposal.emptying(settled.get(place), this, settled.subList(0, place)).stream())
                .findFirst();
        merge.ifPresent(proposal -> proposal.shifts().forEach(this::apply));
        return merge.isPresent();
    }

    /** How badly a slot with that load is filled. */
    double cost(Load load) {
        return load.cost(group.cap(), hasTooMuchRoom ? PRICE_OF_ROOM_TOO_MUCH : PRICE_OF_ROOM);
    }

    /**
     * Whether there is so much room in slices that are not written that slices could go. Where something may be invested, that
     * takes the room back, and not at any price.
     */
    boolean hasTooMuchRoom() {
        return hasTooMuchRoom;
    }

    /** Whether a slot may give its calmest endpoints, and not only its most restless. */
    boolean movesCalm() {
        return movesCalm;
    }

    Group group() {
        return group;
    }

    /** All kinds, the most restless first. */
    ImmutableIntArray kinds() {
        return kinds;
    }

    Load load(int slot) {
        return loads[slot];
    }

    /** How many endpoints of that kind the slot holds that it could give. */
    int count(int slot, int kind) {
        return counts[slot][kind];
    }

    /** The slots that may take endpoints, in the order in which they were settled. */
    List<Integer> settled() {
        return settled;
    }

    /** Whether the group has more slices than are of use. */
    boolean isScattered() {
        return slices() > group.ideal() + SLACK;
    }

    /** The slices that the group has afterwards. */
    int slices() {
        int slices = slots.others();
        for (Load load : loads) {
            slices += load.size() > 0 ? 1 : 0;
        }
        return slices;
    }

    /** How many of the slots the next sync is expected to write. */
    double expectedWrites() {
        return IntStream.range(0, slots.count())
                .mapToDouble(slot -> loads[slot].likelihood())
                .sum();
    }

    /** What that would be if all endpoints of the slots stood in one slice: no way to spread them makes it less. */
    double leastExpectedWrites() {
        double rate = 0;
        for (Load load : loads) {
            rate += load.rate();
        }
        return 1 - Math.exp(-rate);
    }

    /** The packing that this comes to. */
    Packing packing() {
        return Contents.of(slots, shifts);
    }
}
