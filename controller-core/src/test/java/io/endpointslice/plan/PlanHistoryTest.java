package io.endpointslice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.churn.ChurnTable;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.mapping.DesiredEndpoints;
import io.endpointslice.mapping.EndpointMapper;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.packing.PackingPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P1 to P5 over random lives of a Service, thousands of syncs, from seeds. */
class PlanHistoryTest {
    private static final int LIVES = 60;
    private static final int SYNCS = 40;

    private record Place(AddressType type, PortList ports, EndpointIdentity endpoint) {}

    @ParameterizedTest
    @EnumSource
    void p1ToP5(PackingPolicyName name) {
        live(name, 0);
    }

    @ParameterizedTest
    @EnumSource
    void p1ToP5WithABudget(PackingPolicyName name) {
        long invested = live(name, 0.3);

        assertThat(invested > 0).as("only foresight invests").isEqualTo(name == PackingPolicyName.CHURN_AWARE);
    }

    /** Many lives, thousands of syncs; returns how many writes more than needed were made. */
    private static long live(PackingPolicyName name, double budget) {
        int written = 0;
        long invested = 0;
        for (int seed = 0; seed < LIVES; seed++) {
            RandomWorld world = new RandomWorld(seed);
            Random random = new Random(seed);
            int cap = 1 + random.nextInt(seed % 2 == 0 ? 4 : 20);
            SlicePlanner planner = new SlicePlanner(PackingPolicy.of(name), cap, budget);
            ChurnTable churn = new ChurnTable();
            for (int sync = 0; sync < SYNCS; sync++) {
                world.step();
                ServiceSnapshot seen = world.snapshot();
                SyncPlan plan = planner.plan(seen, Optional.empty(), churn);
                String where = "seed " + seed + ", sync " + sync;
                assertThat(planner.plan(world.shuffledSnapshot(), Optional.empty(), churn))
                        .as("P4: %s", where)
                        .isEqualTo(plan);
                assertMinimal(plan, budget == 0 ? 0 : allowance(plan, churn, budget), where);
                boolean crash = random.nextInt(5) == 0;
                carryOut(plan, world, crash ? random.nextInt(plan.writes().size() + 1) : Integer.MAX_VALUE, where);
                if (!crash) {
                    churn.record(plan.rewrite(seen));
                    assertRight(world.snapshot(), cap, where);
                    assertThat(planner.plan(world.snapshot(), Optional.empty(), churn)
                                    .writes())
                            .as("P4: %s", where)
                            .isEmpty();
                }
                written += plan.writes().size();
            }
            invested += churn.invested();
        }
        assertThat(written).as("the lives are not idle").isGreaterThan(LIVES * SYNCS);
        return invested;
    }

    private static long allowance(SyncPlan plan, ChurnTable churn, double budget) {
        return Math.max(0, (long) (budget * (churn.needed() + plan.leastWrites())) - churn.invested());
    }

    /** P2, but for as many writes as may be invested; each of those says that it is one, even if it turns out to be free (E16). */
    private static void assertMinimal(SyncPlan plan, long allowance, String where) {
        long more = (long) plan.writes().size() - plan.leastWrites();
        assertThat(more).as("P2: %s", where).isBetween(0L, allowance);
        assertThat(plan.writes().stream().filter(write -> write.reasons().contains(Reason.INVESTED)))
                .as("investments: %s", where)
                .hasSizeBetween((int) more, (int) allowance);
    }

    /** P3 after each write; P5: after a crash the next sync starts from what is there then. */
    private static void carryOut(SyncPlan plan, RandomWorld world, int stopBefore, String where) {
        Set<Place> desired = desired(world.snapshot());
        Set<Place> needed = new HashSet<>(published(world.slices().all()));
        needed.retainAll(desired);
        for (int i = 0; i < Math.min(stopBefore, plan.writes().size()); i++) {
            world.slices().apply(plan.writes().get(i));
            Set<Place> missing = new HashSet<>(needed);
            published(world.slices().all()).forEach(missing::remove);
            assertThat(missing)
                    .as("P3: %s, write %s of %s", where, i, plan.writes())
                    .isEmpty();
        }
    }

    /** P1 with E9 and E13: exactly the desired endpoints, as they should be, each once, none above the cap. */
    private static void assertRight(ServiceSnapshot snapshot, int cap, String where) {
        DesiredEndpoints desired = EndpointMapper.map(snapshot);
        assertThat(published(snapshot.slices()))
                .as("P1: %s", where)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(desired(snapshot));
        for (Slice slice : snapshot.slices()) {
            assertThat(slice.endpoints()).as("P1: %s", where).hasSizeLessThanOrEqualTo(cap);
        }
        assertThat(snapshot.slices().stream().flatMap(slice -> slice.endpoints().stream()))
                .as("E9: %s", where)
                .containsExactlyInAnyOrderElementsOf(desired.groups().values().stream()
                        .flatMap(groups -> groups.values().stream())
                        .flatMap(List::stream)
                        .toList());
        desired.groups()
                .forEach((type, groups) -> assertThat(snapshot.slices().stream()
                                .filter(slice -> slice.addressType() == type
                                        && (groups.isEmpty()
                                                || slice.endpoints().isEmpty()))
                                .count())
                        .as("E13: a placeholder if and only if there is no endpoint: %s", where)
                        .isEqualTo(groups.isEmpty() ? 1 : 0));
    }

    private static Set<Place> desired(ServiceSnapshot snapshot) {
        Set<Place> places = new HashSet<>();
        EndpointMapper.map(snapshot)
                .groups()
                .forEach((type, groups) -> groups.forEach((ports, endpoints) ->
                        endpoints.forEach(endpoint -> places.add(new Place(type, ports, endpoint.identity())))));
        return places;
    }

    private static List<Place> published(List<Slice> slices) {
        List<Place> places = new ArrayList<>();
        for (Slice slice : slices) {
            for (Endpoint endpoint : slice.endpoints()) {
                places.add(new Place(slice.addressType(), slice.ports(), endpoint.identity()));
            }
        }
        return places;
    }
}
