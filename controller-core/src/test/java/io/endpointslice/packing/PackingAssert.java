package io.endpointslice.packing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import com.google.common.graph.MutableGraph;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What must hold of every packing, and the count of its writes. */
final class PackingAssert {
    private PackingAssert() {}

    /** P1: each endpoint to place is in one slice, and none is above the cap. P3: slices do not give to each other in a circle. */
    static void assertRight(Group group, Packing packing) {
        List<Integer> placed = new ArrayList<>();
        assertThat(packing.slices()).hasSameSizeAs(group.slices());
        for (int i = 0; i < packing.slices().size(); i++) {
            ImmutableIntArray content = packing.slices().get(i);
            placed.addAll(content.asList());
            int held = group.slices().get(i) instanceof SliceState.Unchanged unchanged ? unchanged.size() : 0;
            assertThat(held + content.length())
                    .as("P1: slice %s of %s", i, group)
                    .isLessThanOrEqualTo(group.cap());
        }
        assertThat(hasCircle(group, packing))
                .as("P3: a circle in %s of %s", packing, group)
                .isFalse();
        for (ImmutableIntArray content : created(packing)) {
            placed.addAll(content.asList());
            assertThat(content.length()).as("P1: a new slice of %s", group).isBetween(1, group.cap());
        }
        assertThat(placed)
                .as("P1: all endpoints of %s", group)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, group.toPlace()).boxed().toList());
    }

    private static ImmutableList<ImmutableIntArray> created(Packing packing) {
        return ImmutableList.<ImmutableIntArray>builder()
                .addAll(packing.created())
                .addAll(packing.investment().created())
                .build();
    }

    /**
     * Whether there is no order in which a slice that takes an endpoint always comes before the one that gives it. New slices
     * give nothing, but for those that may take the place of a slice that is given up (E16).
     */
    static boolean hasCircle(Group group, Packing packing) {
        MutableGraph<Integer> gives =
                GraphBuilder.directed().allowsSelfLoops(false).build();
        Map<Integer, Integer> places = places(packing);
        for (int i = 0; i < group.slices().size(); i++) {
            if (group.slices().get(i) instanceof SliceState.Forced forced) {
                int slice = i;
                forced.kept().stream()
                        .map(places::get)
                        .filter(place -> place != slice)
                        .forEach(place -> gives.putEdge(slice, place));
            }
        }
        return Graphs.hasCycle(gives);
    }

    /** Where each endpoint is afterwards. A new slice stands for the slice in whose place it may come. */
    private static Map<Integer, Integer> places(Packing packing) {
        Deque<Integer> givenUp = new ArrayDeque<>();
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < packing.slices().size(); i++) {
            int slice = i;
            packing.slices().get(i).forEach(endpoint -> places.put(endpoint, slice));
            if (packing.slices().get(i).isEmpty()) {
                givenUp.add(i);
            }
        }
        int next = packing.slices().size();
        for (ImmutableIntArray content : packing.created()) {
            int place = givenUp.isEmpty() ? next++ : givenUp.remove();
            content.forEach(endpoint -> places.put(endpoint, place));
        }
        for (ImmutableIntArray content : packing.investment().created()) {
            int place = next++;
            content.forEach(endpoint -> places.put(endpoint, place));
        }
        return places;
    }

    /** A forced slice costs a write even if it goes, an unchanged one if it takes something. */
    static int writes(Group group, Packing packing) {
        int updates = (int) IntStream.range(0, group.slices().size())
                .filter(i -> group.slices().get(i) instanceof SliceState.Forced
                        || !packing.slices().get(i).isEmpty())
                .count();
        return updates + created(packing).size();
    }

    /** How many slices the group has afterwards. */
    static int slicesAfter(Group group, Packing packing) {
        int existing = (int) IntStream.range(0, group.slices().size())
                .filter(i -> group.slices().get(i) instanceof SliceState.Unchanged
                        || !packing.slices().get(i).isEmpty())
                .count();
        return existing + created(packing).size();
    }
}
