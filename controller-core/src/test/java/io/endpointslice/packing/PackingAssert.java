package io.endpointslice.packing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What must hold of every packing, and the count of its writes. */
final class PackingAssert {
    private PackingAssert() {}

    /** P1: each endpoint to place is in one slice, and none is above the cap. P3: no slice both takes and gives. */
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
            if (group.slices().get(i) instanceof SliceState.Forced forced) {
                assertTakesOrGives(forced, content, group);
            }
        }
        for (ImmutableIntArray content : packing.created()) {
            placed.addAll(content.asList());
            assertThat(content.length()).as("P1: a new slice of %s", group).isBetween(1, group.cap());
        }
        assertThat(placed)
                .as("P1: all endpoints of %s", group)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, group.toPlace()).boxed().toList());
    }

    private static void assertTakesOrGives(SliceState.Forced before, ImmutableIntArray after, Group group) {
        boolean gives = before.kept().stream().anyMatch(i -> !after.contains(i));
        boolean takes = after.stream().anyMatch(i -> !before.kept().contains(i));
        assertThat(gives && takes)
                .as("P3: a slice takes and gives in %s", group)
                .isFalse();
    }

    /** A forced slice costs a write even if it goes, an unchanged one if it takes something. */
    static int writes(Group group, Packing packing) {
        int updates = (int) IntStream.range(0, group.slices().size())
                .filter(i -> group.slices().get(i) instanceof SliceState.Forced
                        || !packing.slices().get(i).isEmpty())
                .count();
        return updates + packing.created().size();
    }

    /** How many slices the group has afterwards. */
    static int slicesAfter(Group group, Packing packing) {
        int existing = (int) IntStream.range(0, group.slices().size())
                .filter(i -> group.slices().get(i) instanceof SliceState.Unchanged
                        || !packing.slices().get(i).isEmpty())
                .count();
        return existing + packing.created().size();
    }
}
