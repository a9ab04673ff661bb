package io.endpointslice.packing;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The unchanged slices of a group that have room, to be written in the place of creates: reuse before create. */
final class Room {
    private final int cap;
    private final List<Open> open;

    private record Open(int slice, int room) {}

    private Room(int cap, List<Open> open) {
        this.cap = cap;
        this.open = open;
    }

    static Room of(Group group) {
        List<Open> open = IntStream.range(0, group.slices().size())
                .filter(i -> group.slices().get(i) instanceof SliceState.Unchanged)
                .mapToObj(i -> new Open(
                        i, group.cap() - ((SliceState.Unchanged) group.slices().get(i)).size()))
                .filter(candidate -> candidate.room() > 0)
                .sorted(Comparator.comparingInt(Open::room).reversed().thenComparingInt(Open::slice))
                .collect(Collectors.toCollection(ArrayList::new));
        return new Room(group.cap(), open);
    }

    /**
     * The slices to reuse, as many as can be so that {@code writes} writes hold {@code endpoints}: those with the most room,
     * but for the last one the tightest fit.
     *
     * @param writes how many slices are written: the reused ones and the new ones
     * @param endpoints how many endpoints they have to hold, at most {@code writes} times the cap
     */
    ImmutableIntArray choose(int writes, int endpoints) {
        int count = Math.min(writes, open.size());
        while (count > 0 && roomOf(count) + (writes - count) * cap < endpoints) {
            count--;
        }
        if (count == 0) {
            return ImmutableIntArray.of();
        }
        int lastNeeds = endpoints - (writes - count) * cap - roomOf(count - 1);
        int last = count - 1;
        while (last + 1 < open.size() && open.get(last + 1).room() >= lastNeeds) {
            last++;
        }
        return ImmutableIntArray.builder()
                .addAll(open.subList(0, count - 1).stream().map(Open::slice).collect(Collectors.toList()))
                .add(open.get(last).slice())
                .build();
    }

    private int roomOf(int count) {
        return open.subList(0, count).stream().mapToInt(Open::room).sum();
    }
}
