package io.endpointslice.packing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a slot could give to slots that are settled already.
 *
 * @param gain by how much it lowers the sum of {@link Load#cost}
 */
record Proposal(int slot, double gain, List<Shift> shifts) {
    /**
     * The best of these: to give the most restless kinds, one after the other, each whole; to give the calmest kinds, or all if
     * there is too much room, as far as they fit. Empty if there is no room for either.
     */
    static Optional<Proposal> best(int slot, Sorting sorting) {
        List<Integer> kinds = new ArrayList<>();
        for (int i = 0; i < sorting.kinds().length(); i++) {
            if (sorting.count(slot, sorting.kinds().get(i)) > 0) {
                kinds.add(sorting.kinds().get(i));
            }
        }
        Trial restless = new Trial(slot, sorting, sorting.settled(), false);
        Optional<Proposal> best = Optional.empty();
        for (int i = 0; i < kinds.size() && restless.give(kinds.get(i), true); i++) {
            best = better(best, restless.proposal());
        }
        for (int from = sorting.hasTooMuchRoom() ? 0 : 1; from < kinds.size() && sorting.movesCalm(); from++) {
            Trial calm = new Trial(slot, sorting, sorting.settled(), false);
            for (int kind : kinds.subList(from, kinds.size())) {
                calm.give(kind, false);
            }
            best = better(best, calm.proposal());
        }
        return best;
    }

    private static Optional<Proposal> better(Optional<Proposal> best, Proposal candidate) {
        boolean improves = !candidate.shifts().isEmpty()
                && (best.isEmpty() || candidate.gain() > best.get().gain());
        return improves ? Optional.of(candidate) : best;
    }

    /** To give all to those slots, none of which may be an empty one; empty if it does not fit. */
    static Optional<Proposal> emptying(int slot, Sorting sorting, List<Integer> receivers) {
        Trial trial = new Trial(slot, sorting, receivers, true);
        for (int i = 0; i < sorting.kinds().length(); i++) {
            if (!trial.give(sorting.kinds().get(i), true)) {
                return Optional.empty();
            }
        }
        return Optional.of(trial.proposal());
    }

    /** One slot giving, on paper. */
    private static final class Trial {
        private final int slot;
        private final Sorting sorting;
        private final List<Integer> receivers;
        private final boolean onlyFilled;
        private final Map<Integer, Load> loads = new HashMap<>();
        private final List<Shift> shifts = new ArrayList<>();
        private double gain;

        Trial(int slot, Sorting sorting, List<Integer> receivers, boolean onlyFilled) {
            this.slot = slot;
            this.sorting = sorting;
            this.receivers = receivers;
            this.onlyFilled = onlyFilled;
        }

        Proposal proposal() {
            return new Proposal(slot, gain, List.copyOf(shifts));
        }

        /** Gives the endpoints of that kind. False if not all of them fit; if they have to, none is given then. */
        boolean give(int kind, boolean whole) {
            int rest = sorting.count(slot, kind);
            if (whole && rest > room()) {
                return false;
            }
            while (rest > 0) {
                int receiver = receiver(kind, rest);
                if (receiver < 0) {
                    return false;
                }
                int count = Math.min(rest, roomIn(receiver));
                shift(kind, count, receiver);
                rest -= count;
            }
            return true;
        }

        private int room() {
            return receivers.stream().mapToInt(this::roomIn).sum();
        }

        private int roomIn(int receiver) {
            int size = load(receiver).size();
            return onlyFilled && size == 0 ? 0 : sorting.group().cap() - size;
        }

        /** Where an endpoint of that kind costs the least; -1 if there is no room. */
        private int receiver(int kind, int rest) {
            int best = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int receiver : receivers) {
                int count = Math.min(rest, roomIn(receiver));
                if (count > 0) {
                    double increase = (cost(with(receiver, kind, count)) - cost(load(receiver))) / count;
                    if (increase < least) {
                        least = increase;
                        best = receiver;
                    }
                }
            }
            return best;
        }

        private void shift(int kind, int count, int receiver) {
            put(receiver, with(receiver, kind, count));
            put(slot, with(slot, kind, -count));
            shifts.add(new Shift(slot, receiver, kind, count));
        }

        private void put(int changed, Load load) {
            gain += cost(load(changed)) - cost(load);
            loads.put(changed, load);
        }

        private Load with(int changed, int kind, int count) {
            return load(changed).plus(sorting.group().outlook().forecast(), kind, count);
        }

        private Load load(int of) {
            Load changed = loads.get(of);
            return changed == null ? sorting.load(of) : changed;
        }

        private double cost(Load load) {
            return sorting.cost(load);
        }
    }
}
