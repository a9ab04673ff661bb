package io.endpointslice.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.packing.PackingPolicy;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.plan.Write;
import io.endpointslice.queue.FakeTime;
import io.endpointslice.state.ClusterState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random lives of a Service, in which each sync sees what has changed only, and is held against a plan for the whole Service:
 * watches that lag or run ahead, writes that fail, strangers that edit and delete slices, Nodes that come and go.
 */
final class IncrementalHistoryTest {
    private static final int LIVES = 50;
    private static final int STEPS = 50;
    private static final double REWRITE_BUDGET = 0.1;

    @ParameterizedTest
    @EnumSource(PackingPolicyName.class)
    @DisplayName("a sync of what has changed makes the writes that a sync of the whole Service would make")
    void incrementalEqualsWhole(PackingPolicyName policy) {
        int partial = 0;
        try (LogCapture log = new LogCapture(ServiceSyncer.class)) {
            for (int seed = 0; seed < LIVES; seed++) {
                Life life = new Life(seed, new SlicePlanner(PackingPolicy.of(policy), 1 + seed % 7, REWRITE_BUDGET));
                for (int step = 0; step < STEPS; step++) {
                    life.step("seed " + seed + ", step " + step);
                }
                life.settle("seed " + seed);
                partial += life.partialPlans;
            }
            assertThat(log.lines()).as("failures were among them").isNotEmpty();
        }
        assertThat(partial).as("plans of what has changed only").isGreaterThan(LIVES * STEPS / 4);
    }

    private static final class Life {
        private final Random random;
        private final SlicePlanner planner;
        private final ClusterState state = new ClusterState();
        private final RandomService world;
        private final FakeApi api = new FakeApi();
        private final ServiceSyncer syncer;
        /** What the last sync that made all its writes saw of the Pods' Ready transitions; empty before the first. */
        private Optional<Map<String, Instant>> transitions = Optional.empty();

        private String where = "";
        private boolean planned;
        private int partialPlans;

        Life(int seed, SlicePlanner planner) {
            this.random = new Random(seed);
            this.planner = planner;
            this.world = new RandomService(random, state);
            this.syncer = new ServiceSyncer(
                    state, new SliceLoop(state, this::plan), this::write, SyncListener.NONE, new FakeTime());
        }

        void step(String name) {
            where = name;
            for (int i = random.nextInt(4); i >= 0; i--) {
                world.change();
            }
            if (random.nextInt(12) == 0) {
                world.meddle(api);
            }
            if (random.nextInt(10) == 0) {
                api.answerNext(
                        random.nextBoolean() ? new WriteResult.Failed("refused") : new WriteResult.Conflict("changed"));
            }
            if (random.nextInt(3) != 0) {
                api.showTo(state);
            }
            sync();
        }

        /** Without disturbance, the slices come to publish what they should. */
        void settle(String name) {
            where = name + " at the end";
            world.repairNodes();
            api.forgetAnswers();
            for (int i = 0; i < 3; i++) {
                api.showTo(state);
                sync();
            }
            assertThat(planner.plan(whole(), Optional.empty()).writes())
                    .as(where)
                    .isEmpty();
        }

        private void sync() {
            planned = false;
            SyncOutcome outcome = syncer.sync(RandomService.KEY);
            boolean finished = outcome instanceof SyncOutcome.Done
                    || (outcome instanceof SyncOutcome.Retry retry
                            && retry.message().contains("left out"));
            if (planned && finished) {
                Map<String, Instant> seen = new HashMap<>();
                whole().pods()
                        .forEach(pod -> pod.readyTransition()
                                .ifPresent(time -> seen.put(pod.key().name(), time)));
                transitions = Optional.of(seen);
            }
        }

        private SyncPlan plan(ServiceSnapshot snapshot, Optional<Instant> triggerTime, ChurnHistory churn) {
            planned = true;
            assertThat(triggerTime).as(where).isEqualTo(expectedTriggerTime());
            SyncPlan plan = planner.plan(snapshot, triggerTime, churn);
            SyncPlan wholePlan = planner.plan(whole(), triggerTime, churn);
            if (snapshot.settled().isEmpty() || !plan.leavesOutPods()) {
                assertThat(plan).as(where).isEqualTo(wholePlan);
                partialPlans += snapshot.settled().isPresent() ? 1 : 0;
            }
            return plan;
        }

        private Optional<Instant> expectedTriggerTime() {
            if (transitions.isEmpty()) {
                return whole().service().creation();
            }
            Optional<Instant> earliest = Optional.empty();
            for (PodFacts pod : whole().pods()) {
                Instant before = transitions.get().getOrDefault(pod.key().name(), Instant.MIN);
                Instant now = pod.readyTransition().orElse(Instant.MIN);
                if (now.isAfter(before) && (earliest.isEmpty() || now.isBefore(earliest.get()))) {
                    earliest = Optional.of(now);
                }
            }
            return earliest;
        }

        private ServiceSnapshot whole() {
            return state.snapshot(RandomService.KEY).orElseThrow();
        }

        /** Now and then the watch is faster than the answer. */
        private WriteResult write(Write write) {
            WriteResult result = api.apply(write);
            if (random.nextInt(4) == 0) {
                api.showTo(state);
            }
            return result;
        }
    }
}
