package io.endpointslice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.hints.TopologyHints;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Slice;
import io.endpointslice.model.ZoneHints;
import io.endpointslice.packing.PackingPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** H2 to H5 over random lives of a Service and its Nodes, from seeds. */
class ZoneHintsHistoryTest {
    private static final int LIVES = 60;
    private static final int SYNCS = 40;

    private int given;
    private int written;

    @DisplayName("H2, H3, H5: after each sync hints are right and the reference would leave them; P2, P4")
    @ParameterizedTest
    @EnumSource
    void hintsAreRight(PackingPolicyName policy) {
        for (int seed = 0; seed < LIVES; seed++) {
            ZoneWorld world = new ZoneWorld(seed);
            Random random = new Random(seed);
            SlicePlanner planner = new SlicePlanner(PackingPolicy.of(policy), 1 + random.nextInt(12));
            for (int sync = 0; sync < SYNCS; sync++) {
                String where = "seed " + seed + ", sync " + sync;
                change(world, random);
                SyncPlan plan = planner.plan(world.snapshot(), Optional.empty());
                assertThat(planner.plan(world.shuffledSnapshot(), Optional.empty()))
                        .as("P4: %s", where)
                        .isEqualTo(plan);
                assertThat(plan.writes()).as("P2: %s", where).hasSize(plan.leastWrites());
                written += plan.writes().size();
                world.synced(plan);
                assertRight(world, plan, random, where);
                SyncPlan again = planner.plan(world.snapshot(), Optional.empty());
                assertThat(again.writes()).as("P4: %s", where).isEmpty();
                assertThat(again.events())
                        .as("H4: nothing has changed: %s", where)
                        .isEmpty();
            }
        }
        assertThat(given).as("syncs with hints").isGreaterThan(LIVES * SYNCS / 2);
        assertThat(written).as("the lives are not idle").isGreaterThan(LIVES * SYNCS);
    }

    @DisplayName("H4: a change of Nodes asks for a sync if and only if hints have to change by it")
    @Test
    void nodesAskForSyncs() {
        int asked = 0;
        int changes = 0;
        for (int seed = 0; seed < LIVES; seed++) {
            ZoneWorld world = new ZoneWorld(seed);
            SlicePlanner planner = new SlicePlanner(PackingPolicy.of(PackingPolicyName.MERGING), 5);
            for (int sync = 0; sync < SYNCS; sync++) {
                world.changeNodes();
                boolean hold = world.hints().values().stream()
                        .allMatch(hints -> TopologyHints.stillHold(hints, world.zones()));
                SyncPlan plan = planner.plan(world.snapshot(), Optional.empty());
                if (!world.hints().isEmpty()) {
                    assertThat(plan.writes().isEmpty() && (hold || plan.hints().equals(world.hints())))
                            .as("seed %s, sync %s", seed, sync)
                            .isEqualTo(hold);
                    changes++;
                    asked += hold ? 0 : 1;
                }
                world.synced(plan);
                world.changePods();
                world.synced(planner.plan(world.snapshot(), Optional.empty()));
            }
        }
        assertThat(asked).isBetween(changes / 20, changes * 19 / 20);
    }

    private static void change(ZoneWorld world, Random random) {
        if (random.nextInt(3) == 0) {
            world.changeNodes();
        }
        if (random.nextInt(4) != 0) {
            world.changePods();
        }
    }

    private void assertRight(ZoneWorld world, SyncPlan plan, Random random, String where) {
        if (!world.service().topologyAuto()) {
            assertThat(plan.hints()).isEmpty();
            return;
        }
        for (AddressType type : ImmutableSet.of(AddressType.IPV4, AddressType.IPV6)) {
            List<Slice> slices = new ArrayList<>(world.slices().all().stream()
                    .filter(slice -> slice.addressType() == type)
                    .toList());
            List<Endpoint> ready = slices.stream()
                    .flatMap(slice -> slice.endpoints().stream())
                    .filter(endpoint -> endpoint.conditions().isReady())
                    .toList();
            ReferenceTopology reference = new ReferenceTopology(world.nodes().values(), ready.size());
            boolean homeless =
                    ready.stream().anyMatch(endpoint -> endpoint.zone().isEmpty());
            Map<String, Integer> counts = new HashMap<>();
            ready.forEach(endpoint -> endpoint.hints().forZones().forEach(zone -> counts.merge(zone, 1, Integer::sum)));
            if (reference.isPossible() && !homeless) {
                assertHinted(reference, ready, counts, where);
                assertThat(plan.hints())
                        .as("H4: %s", where)
                        .containsEntry(type, new ZoneHints.Given(ImmutableSortedMap.copyOf(counts)));
            } else {
                assertThat(counts).as("H2: %s", where).isEmpty();
                assertThat(plan.hints().get(type)).as("H4: %s", where).isInstanceOf(ZoneHints.Withheld.class);
            }
            Collections.shuffle(slices, random);
            assertThat((reference.isPossible() && homeless) || reference.accepts(slices))
                    .as("the reference takes over: %s, %s", where, slices)
                    .isTrue();
        }
    }

    private void assertHinted(
            ReferenceTopology reference, List<Endpoint> ready, Map<String, Integer> counts, String where) {
        assertThat(ready)
                .as("H2: %s", where)
                .allMatch(endpoint -> endpoint.hints().forZones().size() == 1);
        assertThat(counts.keySet())
                .as("H2: %s", where)
                .isEqualTo(reference.minimums().keySet());
        assertThat(reference.minimums())
                .as("H2: %s in %s", where, counts)
                .allSatisfy((zone, minimum) ->
                        assertThat(counts.getOrDefault(zone, 0)).isGreaterThanOrEqualTo(minimum));
        given++;
    }
}
