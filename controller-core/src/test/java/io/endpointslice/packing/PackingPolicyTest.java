package io.endpointslice.packing;

import static io.endpointslice.packing.Groups.forced;
import static io.endpointslice.packing.Groups.group;
import static io.endpointslice.packing.Groups.unchanged;
import static io.endpointslice.packing.PackingAssert.assertRight;
import static io.endpointslice.packing.PackingAssert.slicesAfter;
import static io.endpointslice.packing.PackingAssert.writes;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.config.PackingPolicyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P1 to P4 for the policies: every small input against brute force, large ones at random. */
class PackingPolicyTest {
    private static final int SEEDS = 3_000;

    @ParameterizedTest
    @EnumSource
    void p2NoPlanHasFewerWritesOnAnySmallInput(PackingPolicyName name) {
        PackingPolicy policy = PackingPolicy.of(name);
        AtomicInteger inputs = new AtomicInteger();
        Groups.forEachSmall(6, 3, 3, group -> {
            Packing packing = policy.pack(group, Exchange.NONE);
            assertRight(group, packing);
            assertThat(writes(group, packing))
                    .as("P2: %s", group)
                    .isEqualTo(BruteForce.leastWrites(group))
                    .isEqualTo(group.leastWrites());
            inputs.incrementAndGet();
        });
        assertThat(inputs).hasValueGreaterThan(2_000);
    }

    @ParameterizedTest
    @EnumSource
    void p1P2P3OnRandomGroupsOfThousandsOfEndpoints(PackingPolicyName name) {
        PackingPolicy policy = PackingPolicy.of(name);
        for (int seed = 0; seed < SEEDS; seed++) {
            Group group = Groups.random(new Random(seed));
            Packing packing = policy.pack(group, Exchange.NONE);
            assertRight(group, packing);
            assertThat(writes(group, packing)).as("P2: seed %s", seed).isEqualTo(group.leastWrites());
            assertThat(policy.pack(group, Exchange.NONE))
                    .as("P4: seed %s", seed)
                    .isEqualTo(packing);
        }
    }

    @ParameterizedTest
    @EnumSource
    void p1P2P3WithForesight(PackingPolicyName name) {
        PackingPolicy policy = PackingPolicy.of(name);
        int invested = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int allowance = random.nextInt(3);
            Group group = Groups.withOutlook(Groups.random(random), allowance, random);
            Packing packing = policy.pack(group, Exchange.NONE);
            assertRight(group, packing);
            int extra = writes(group, packing) - group.leastWrites();
            assertThat(extra)
                    .as("P2: seed %s", seed)
                    .isEqualTo(packing.investment().writes())
                    .isBetween(0, allowance);
            assertThat(policy.pack(group, Exchange.NONE))
                    .as("P4: seed %s", seed)
                    .isEqualTo(packing);
            invested += extra;
        }
        assertThat(invested > 0).as("only foresight invests").isEqualTo(policy.looksAhead());
    }

    @ParameterizedTest
    @EnumSource
    void p3NoCircleOnAnySmallInputWithForesight(PackingPolicyName name) {
        PackingPolicy policy = PackingPolicy.of(name);
        Groups.forEachSmall(6, 3, 3, small -> {
            for (int seed = 0; seed < 3; seed++) {
                Group group = Groups.withOutlook(small, seed, new Random(seed));
                Packing packing = policy.pack(group, Exchange.NONE);
                assertRight(group, packing);
                assertThat(writes(group, packing))
                        .as("P2: %s", group)
                        .isBetween(group.leastWrites(), group.leastWrites() + seed);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void e16AGroupGivesUpAsManySlicesAsOthersWantAndTakesWhatTheyOffer(PackingPolicyName name) {
        PackingPolicy policy = PackingPolicy.of(name);
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Group group = Groups.withOutlook(Groups.random(random), 0, random);
            int surplus = Math.max(0, group.forced() - group.needed());
            int missing = Math.max(0, group.needed() - group.forced());
            Exchange exchange = new Exchange(random.nextInt(missing + 1), random.nextInt(surplus + 1));
            Packing packing = policy.pack(group, exchange);
            assertRight(group, packing);
            assertThat(writes(group, packing)).as("P2: seed %s", seed).isEqualTo(group.leastWrites());
            assertThat(packing.created().size()).as("E16: seed %s", seed).isGreaterThanOrEqualTo(exchange.offered());
            assertThat(givenUp(group, packing)).as("E16: seed %s", seed).isGreaterThanOrEqualTo(exchange.wanted());
        }
    }

    private static int givenUp(Group group, Packing packing) {
        int result = 0;
        for (int i = 0; i < group.slices().size(); i++) {
            if (group.slices().get(i) instanceof SliceState.Forced
                    && packing.slices().get(i).isEmpty()) {
                result++;
            }
        }
        return result;
    }

    @Test
    void mergingLeavesNoMoreSlicesThanMinimal() {
        List<Integer> saved = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Group group = Groups.random(new Random(seed));
            int minimal = slicesAfter(group, new MinimalPolicy().pack(group, Exchange.NONE));
            int merging = slicesAfter(group, new MergingPolicy().pack(group, Exchange.NONE));
            assertThat(merging).as("seed %s", seed).isLessThanOrEqualTo(minimal);
            saved.add(minimal - merging);
        }
        assertThat(saved).as("and often fewer").contains(1, 2, 3);
    }

    @Test
    void mergingEmptiesTheSmallestSlicesIntoTheOthers() {
        Group group = group(10, 0, forced(3), forced(6), unchanged(1), forced(2));
        Packing packing = new MergingPolicy().pack(group, Exchange.NONE);
        assertThat(packing.slices()).containsExactly(of(0, 1, 2), of(3, 4, 5, 6, 7, 8, 9, 10), of(), of());
    }

    @Test
    void minimalLeavesSlicesWhereTheyAre() {
        Group group = group(10, 2, forced(3), forced(6), forced(0));
        Packing packing = new MinimalPolicy().pack(group, Exchange.NONE);
        assertThat(packing.slices()).containsExactly(of(0, 1, 2), of(3, 4, 5, 6, 7, 8, 9, 10), of());
    }

    @Test
    void anEmptiedSliceTakesTheNewEndpointsInPlaceOfADeleteAndACreate() {
        Group group = group(2, 2, forced(0), unchanged(2));
        Packing packing = new MinimalPolicy().pack(group, Exchange.NONE);
        assertThat(packing.slices()).containsExactly(of(0, 1), of());
        assertThat(packing.created()).isEmpty();
    }

    @Test
    void slicesWithRoomAreReusedBeforeOneIsCreatedAndTheTightestFitIsTakenLast() {
        Group group = group(100, 50, unchanged(30), unchanged(45), unchanged(95));
        Packing packing = new MergingPolicy().pack(group, Exchange.NONE);
        assertThat(packing.slices().get(0)).isEqualTo(of());
        assertThat(packing.slices().get(1).length()).isEqualTo(50);
        assertThat(packing.created()).isEmpty();
    }

    @Test
    void aCreateIsNeededWhereReuseWouldCostMoreWrites() {
        Group group = group(100, 150, unchanged(40), unchanged(50));
        Packing packing = new MergingPolicy().pack(group, Exchange.NONE);
        assertThat(packing.slices().get(0)).isEqualTo(of());
        assertThat(packing.slices().get(1).length()).isEqualTo(50);
        assertThat(packing.created()).extracting(ImmutableIntArray::length).containsExactly(100);
    }

    @Test
    void p1ASliceAboveTheCapGivesTheExcessAway() {
        Group group = group(3, 0, forced(5));
        Packing packing = new MinimalPolicy().pack(group, Exchange.NONE);
        assertThat(packing.slices()).containsExactly(of(0, 1, 2));
        assertThat(packing.created()).containsExactly(of(3, 4));
    }

    private static ImmutableIntArray of(int... values) {
        return ImmutableIntArray.copyOf(values);
    }
}
