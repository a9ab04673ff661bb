package io.endpointslice.packing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What foresight does with slices that are written anyway, and what it pays for. */
class ChurnAwarePolicyTest {
    private static final int CALM = 0;
    private static final int RESTLESS = 1;
    private static final Forecast FORECAST =
            new Forecast(ImmutableDoubleArray.of(0, 3), ImmutableDoubleArray.of(0.001, 0.25));

    private final PackingPolicy policy = new ChurnAwarePolicy();
    private int next;

    /** A forced slice; endpoints are numbered in the order in which slices are made. */
    private SliceState forced(int... kinds) {
        int first = next;
        next += kinds.length;
        return new SliceState.Forced(
                ImmutableIntArray.copyOf(IntStream.range(first, next)), ImmutableIntArray.copyOf(kinds));
    }

    private Group group(int cap, int allowance, ImmutableIntArray leftover, SliceState... slices) {
        ImmutableIntArray endpoints = ImmutableIntArray.copyOf(IntStream.range(next, next + leftover.length()));
        return new Group(
                cap, ImmutableList.copyOf(slices), endpoints, new Outlook(FORECAST, leftover, CALM, allowance));
    }

    private static int[] kinds(int calm, int restless) {
        int[] kinds = new int[calm + restless];
        Arrays.fill(kinds, calm, kinds.length, RESTLESS);
        return kinds;
    }

    /** How many slices hold restless endpoints afterwards, of those that are written. */
    private static long restlessSlices(Group group, Packing packing) {
        return Stream.of(
                        packing.slices(),
                        packing.created(),
                        packing.investment().created())
                .flatMap(ImmutableList::stream)
                .filter(content -> content.stream().anyMatch(endpoint -> kindOf(group, endpoint) == RESTLESS))
                .count();
    }

    private static int kindOf(Group group, int endpoint) {
        for (SliceState slice : group.slices()) {
            if (slice instanceof SliceState.Forced forced && forced.kept().contains(endpoint)) {
                return forced.kinds().get(forced.kept().indexOf(endpoint));
            }
        }
        return group.outlook().leftover().get(group.leftover().indexOf(endpoint));
    }

    @DisplayName("restless endpoints of written slices are gathered in one, as far as it has room, at no extra write")
    @Test
    void gathers() {
        Group group = group(
                10,
                0,
                ImmutableIntArray.of(),
                forced(kinds(2, 4)),
                forced(kinds(8, 2)),
                forced(kinds(9, 1)),
                forced(kinds(9, 1)));

        Packing packing = policy.pack(group, Exchange.NONE);

        assertThat(restlessSlices(group, packing)).isEqualTo(1);
        assertThat(packing.investment()).isEqualTo(Packing.Investment.NONE);
        assertThat(PackingAssert.writes(group, packing)).isEqualTo(4);
        PackingAssert.assertRight(group, packing);
    }

    @DisplayName("new endpoints that are not ready yet join the restless ones")
    @Test
    void newOnesJoinTheRestless() {
        Group group = group(10, 0, ImmutableIntArray.of(RESTLESS, RESTLESS), forced(kinds(8, 0)), forced(kinds(0, 5)));

        Packing packing = policy.pack(group, Exchange.NONE);

        assertThat(packing.slices().get(0).length()).isEqualTo(8);
        assertThat(packing.slices().get(1).length()).isEqualTo(7);
    }

    @DisplayName("without room nothing moves: full slices could only swap, in a circle (P3)")
    @Test
    void fullSlices() {
        Group group = group(10, 0, ImmutableIntArray.of(), forced(kinds(7, 3)), forced(kinds(8, 2)));

        Packing packing = policy.pack(group, Exchange.NONE);

        assertThat(packing.slices())
                .extracting(ImmutableIntArray::asList)
                .containsExactly(
                        IntStream.range(0, 10).boxed().toList(),
                        IntStream.range(10, 20).boxed().toList());
    }

    @DisplayName(
            "with an allowance the same slices get a new one for their restless endpoints, reported as an investment")
    @Test
    void invests() {
        Group group =
                group(10, 1, ImmutableIntArray.of(), forced(kinds(7, 3)), forced(kinds(8, 2)), forced(kinds(9, 1)));

        Packing packing = policy.pack(group, Exchange.NONE);

        assertThat(packing.investment().created())
                .singleElement()
                .satisfies(created -> assertThat(created.length()).isEqualTo(6));
        assertThat(restlessSlices(group, packing)).isEqualTo(1);
        assertThat(PackingAssert.writes(group, packing)).isEqualTo(4);
    }

    @DisplayName("an allowance is left alone where it would save nothing")
    @Test
    void investsInNothingThatDoesNotPay() {
        Group group = group(10, 5, ImmutableIntArray.of(), forced(kinds(10, 0)), forced(kinds(0, 10)));

        assertThat(policy.pack(group, Exchange.NONE).investment()).isEqualTo(Packing.Investment.NONE);
    }

    @DisplayName("with more slices than are of use, an allowance merges a small one into one that is right as it is")
    @Test
    void mergesIntoAnUnchangedSlice() {
        Group group = group(
                10,
                1,
                ImmutableIntArray.of(),
                forced(kinds(2, 0)),
                new SliceState.Unchanged(3),
                new SliceState.Unchanged(4),
                new SliceState.Unchanged(4));

        Packing packing = policy.pack(group, Exchange.NONE);

        assertThat(packing.slices().get(0).isEmpty()).isTrue();
        assertThat(packing.investment().reused().asList()).containsExactly(1);
        assertThat(packing.slices().get(1).asList()).containsExactly(0, 1);
    }

    @DisplayName(
            "with more slices than are of use, an allowance fills two that are right as they are instead of making a new one")
    @Test
    void fillsInsteadOfCreating() {
        SliceState[] threeQuartersFull =
                Stream.generate(() -> new SliceState.Unchanged(7)).limit(8).toArray(SliceState[]::new);
        ImmutableIntArray added = ImmutableIntArray.copyOf(kinds(5, 0));
        Group poor = group(10, 0, added, threeQuartersFull);
        Group rich = group(10, 1, added, threeQuartersFull);

        assertThat(policy.pack(poor, Exchange.NONE).created()).hasSize(1);
        Packing packing = policy.pack(rich, Exchange.NONE);
        assertThat(packing.created()).isEmpty();
        assertThat(PackingAssert.writes(rich, packing)).isEqualTo(2);
        assertThat(packing.investment().writes()).isEqualTo(1);
        PackingAssert.assertRight(rich, packing);
    }

    @DisplayName("a calm slice keeps its room, but with too much room in other slices it is filled with what there is")
    @Test
    void fillsCalmSlices() {
        SliceState calm = forced(kinds(8, 0));
        SliceState restless = forced(kinds(0, 40));
        SliceState full = new SliceState.Unchanged(40);
        SliceState roomy = new SliceState.Unchanged(8);
        Group fullElsewhere = group(40, 0, ImmutableIntArray.of(), calm, restless, full, full);
        Group roomElsewhere = group(40, 0, ImmutableIntArray.of(), calm, restless, roomy, roomy);

        assertThat(policy.pack(fullElsewhere, Exchange.NONE).slices())
                .extracting(ImmutableIntArray::length)
                .containsExactly(8, 40, 0, 0);
        Packing packing = policy.pack(roomElsewhere, Exchange.NONE);
        assertThat(packing.slices()).extracting(ImmutableIntArray::length).containsExactly(40, 8, 0, 0);
        assertThat(PackingAssert.writes(roomElsewhere, packing)).isEqualTo(2);
        PackingAssert.assertRight(roomElsewhere, packing);
    }

    @DisplayName("endpoints that stay keep their order and come first")
    @Test
    void order() {
        Group group =
                group(10, 0, ImmutableIntArray.of(), forced(RESTLESS, CALM, RESTLESS, RESTLESS), forced(kinds(8, 1)));

        Packing packing = policy.pack(group, Exchange.NONE);

        assertThat(packing.slices().get(0).asList()).startsWith(0).contains(2, 3, 12);
        assertThat(packing.slices().get(1).asList()).startsWith(4, 5, 6, 7, 8, 9, 10, 11);
    }

    @DisplayName("nothing to write: nothing is sorted, whatever could be invested")
    @Test
    void nothingToWrite() {
        Group group = group(10, 9, ImmutableIntArray.of(), new SliceState.Unchanged(1), new SliceState.Unchanged(1));

        Packing packing = policy.pack(group, Exchange.NONE);

        assertThat(packing.slices()).allMatch(ImmutableIntArray::isEmpty);
        assertThat(packing.created()).isEmpty();
        assertThat(packing.investment()).isEqualTo(Packing.Investment.NONE);
    }
}
