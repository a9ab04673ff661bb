package io.endpointslice.packing;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes a compaction apart into small steps. A slice that is emptied goes whole into one that can hold it, if there is one, and into
 * several otherwise; these are written together then. A slice that takes is filled as far as has to be, so that it is written once.
 */
final class CompactionSteps {
    /** So many slices take endpoints in one step at most; one that is to give to more of them is written once more for it. */
    static final int MOST_RECEIVERS = 6;

    /** A slice, with what it has to give, or has room for. */
    private record Place(int slice, int amount) {}

    private static final Comparator<Place> BY_AMOUNT =
            Comparator.comparingInt(Place::amount).thenComparingInt(Place::slice);

    private final List<Place> givers = new ArrayList<>();
    private final List<Place> receivers = new ArrayList<>();
    /** Room that may stay empty without any of the others needing it. */
    private int slack;

    private List<Compaction.Move> moves = new ArrayList<>();

    CompactionSteps(Compaction compaction) {
        compaction
                .givers()
                .forEach(i -> givers.add(new Place(i, compaction.sizes().get(i))));
        compaction
                .receivers()
                .forEach(i -> receivers.add(
                        new Place(i, compaction.cap() - compaction.sizes().get(i))));
        slack = sum(receivers) - sum(givers);
    }

    private static int sum(List<Place> places) {
        return places.stream().mapToInt(Place::amount).sum();
    }

    ImmutableList<Compaction.Step> all() {
        ImmutableList.Builder<Compaction.Step> steps = ImmutableList.builder();
        while (!givers.isEmpty()) {
            moves = new ArrayList<>();
            boolean cut = step();
            steps.add(new Compaction.Step(ImmutableList.copyOf(moves), cut));
        }
        return steps.build();
    }

    /** Makes the moves of one step, and says whether it was cut short. */
    private boolean step() {
        Optional<Place> giver = Optional.of(takeLargest());
        for (int taken = 0; giver.isPresent(); taken++) {
            if (taken == MOST_RECEIVERS) {
                givers.add(giver.get());
                return true;
            }
            giver = fill(takeReceiver(giver.get().amount()), giver.get());
        }
        return false;
    }

    /** Fills the receiver from that giver first, and returns what is given in part only, if anything is. */
    private Optional<Place> fill(Place receiver, Place giver) {
        if (giver.amount() > receiver.amount()) {
            return Optional.of(give(giver, receiver, receiver.amount()));
        }
        give(giver, receiver, giver.amount());
        int room = receiver.amount() - giver.amount();
        for (Optional<Place> next = takeFitting(room); next.isPresent(); next = takeFitting(room)) {
            give(next.get(), receiver, next.get().amount());
            room -= next.get().amount();
        }
        if (room <= slack || givers.isEmpty()) {
            slack -= room;
            return Optional.empty();
        }
        return Optional.of(give(takeLargest(), receiver, room));
    }

    /** Returns what the giver has left. */
    private Place give(Place giver, Place receiver, int count) {
        moves.add(new Compaction.Move(giver.slice(), receiver.slice(), count));
        return new Place(giver.slice(), giver.amount() - count);
    }

    private Place takeLargest() {
        return take(givers, givers.stream().max(BY_AMOUNT).orElseThrow());
    }

    private Optional<Place> takeFitting(int room) {
        return givers.stream()
                .filter(giver -> giver.amount() <= room)
                .max(BY_AMOUNT)
                .map(giver -> take(givers, giver));
    }

    /** The one with the least room of those that can hold all of it; if none can, the one with the most room. */
    private Place takeReceiver(int amount) {
        Place chosen = receivers.stream()
                .filter(receiver -> receiver.amount() >= amount)
                .min(BY_AMOUNT)
                .or(() -> receivers.stream().max(BY_AMOUNT))
                .orElseThrow();
        return take(receivers, chosen);
    }

    private static Place take(List<Place> places, Place chosen) {
        int position = IntStream.range(0, places.size())
                .filter(i -> places.get(i).equals(chosen))
                .findFirst()
                .orElseThrow();
        return places.remove(position);
    }
}
