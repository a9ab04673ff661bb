package io.endpointslice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.churn.ChurnTable;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.mapping.EndpointMapper;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compactions now and then in the random life of a Service, under every policy: P1, P3, P4, P5. */
class CompactionHistoryTest {
    private static final int LIVES = 40;
    private static final int SYNCS = 40;
    private static final int WORTH = 10;

    /** A Service and its slices over time, whatever it is that it does. */
    private record World(
            Runnable step, Supplier<ServiceSnapshot> look, Consumer<SyncPlan> synced, Consumer<SliceWrite> write) {
        static World of(RandomWorld world) {
            return new World(
                    world::step,
                    world::snapshot,
                    plan -> plan.writes().forEach(write -> world.slices().apply(write)),
                    write -> world.slices().apply(write));
        }

        static World of(ZoneWorld world) {
            return new World(
                    world::changePods,
                    world::snapshot,
                    world::synced,
                    write -> world.slices().apply(write));
        }
    }

    @DisplayName(
            "after each step the slices are right and every policy plans nothing; no endpoint is missing after any write")
    @ParameterizedTest
    @EnumSource
    void keepsWhatPlansKeep(PackingPolicyName policy) {
        int steps = 0;
        for (int seed = 0; seed < LIVES; seed++) {
            steps += live(World.of(new RandomWorld(seed)), policy, new Random(seed), "seed " + seed);
        }
        assertThat(steps).as("something was compacted").isGreaterThan(LIVES);
    }

    @DisplayName("H2, H3: hints by topology stay right, since they go with their endpoints")
    @ParameterizedTest
    @EnumSource
    void keepsHints(PackingPolicyName policy) {
        int steps = 0;
        for (int seed = 0; seed < LIVES; seed++) {
            steps += live(World.of(new ZoneWorld(seed)), policy, new Random(seed), "seed " + seed);
        }
        assertThat(steps).as("something was compacted").isGreaterThan(LIVES);
    }

    private static int live(World world, PackingPolicyName policy, Random random, String where) {
        ControllerConfig config = ControllerConfig.DEFAULT
                .withPacking(policy)
                .withMaxEndpointsPerSlice(2 + random.nextInt(6))
                .withRewriteBudget(0.3);
        SlicePlanner syncs = new SlicePlanner(config);
        CompactionPlanner compactions = new CompactionPlanner(config, WORTH);
        ChurnTable churn = new ChurnTable();
        int steps = 0;
        for (int sync = 0; sync < SYNCS; sync++) {
            world.step().run();
            ServiceSnapshot seen = world.look().get();
            SyncPlan plan = syncs.plan(seen, Optional.empty(), churn);
            world.synced().accept(plan);
            churn.record(plan.rewrite(seen));
            if (random.nextInt(3) == 0) {
                steps += compact(world, syncs, compactions, churn, where + ", sync " + sync);
            }
        }
        return steps;
    }

    private static int compact(
            World world, SlicePlanner syncs, CompactionPlanner compactions, ChurnTable churn, String where) {
        int steps = 0;
        CompactionPlan whole = compactions.plan(world.look().get());
        int before = world.look().get().slices().size();
        for (CompactionPlan next = whole;
                !next.steps().isEmpty();
                next = compactions.plan(world.look().get())) {
            SyncPlan step = next.steps().get(0);
            carryOut(world, step, where);
            ServiceSnapshot left = world.look().get();
            assertThat(syncs.plan(left, Optional.empty(), churn).writes())
                    .as("P4: %s", where)
                    .isEmpty();
            assertThat(endpoints(left.slices())).as("P1: %s", where).doesNotHaveDuplicates();
            steps++;
        }
        assertThat(before - world.look().get().slices().size())
                .as("what was planned at first is what came: %s", where)
                .isEqualTo(whole.saved());
        return steps;
    }

    private static void carryOut(World world, SyncPlan step, String where) {
        Set<Object> desired = desired(world.look().get());
        for (SliceWrite write : step.writes()) {
            world.write().accept(write);
            Set<Object> missing = new HashSet<>(desired);
            endpoints(world.look().get().slices()).forEach(missing::remove);
            assertThat(missing).as("P3: %s, %s", where, step.writes()).isEmpty();
        }
    }

    private static Set<Object> desired(ServiceSnapshot snapshot) {
        Set<Object> all = new HashSet<>();
        EndpointMapper.map(snapshot)
                .groups()
                .forEach((type, groups) -> groups.forEach((ports, endpoints) ->
                        endpoints.forEach(endpoint -> all.add(List.of(type, ports, endpoint.identity())))));
        return all;
    }

    private static List<Object> endpoints(List<Slice> slices) {
        List<Object> all = new ArrayList<>();
        for (Slice slice : slices) {
            for (Endpoint endpoint : slice.endpoints()) {
                all.add(List.of(slice.addressType(), slice.ports(), endpoint.identity()));
            }
        }
        return all;
    }
}
