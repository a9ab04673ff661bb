package io.endpointslice.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPlanner;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.timeline.Timeline;
import io.endpointslice.state.ClusterState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run looks at what has changed, as the running controller does. Here each plan is held against one for the whole Service. */
class IncrementalRunTest {
    private static final Setting SETTING = new Setting(10, 1, 0.05);

    private final ClusterState state = new ClusterState();
    private int partial;

    @DisplayName(
            "each sync of what has changed makes the writes that one of the whole Service would make, whatever the policy")
    @ParameterizedTest
    @EnumSource
    void incrementalEqualsWhole(SimulatedPolicy policy) {
        Timeline timeline = MixedWorkload.timeline();

        new SliceRun(timeline, state, key -> new Compared(timeline, policy, key), SETTING, SyncObserver.NONE).play();

        assertThat(partial).isGreaterThan(100);
    }

    /** Two planners, since one may be random: it would draw twice. */
    private final class Compared implements SimulatedPlanner {
        private final ServiceKey key;
        private final SimulatedPlanner ofChanges;
        private final SimulatedPlanner ofWhole;

        Compared(Timeline timeline, SimulatedPolicy policy, ServiceKey key) {
            this.key = key;
            this.ofChanges = policy.planner(timeline, key, SETTING);
            this.ofWhole = policy.planner(timeline, key, SETTING);
        }

        @Override
        public void beginsAt(long nowMillis) {
            ofChanges.beginsAt(nowMillis);
            ofWhole.beginsAt(nowMillis);
        }

        @Override
        public SyncPlan plan(ServiceSnapshot snapshot, Optional<Instant> triggerTime, ChurnHistory churn) {
            partial += snapshot.settled().isPresent() ? 1 : 0;
            SyncPlan plan = ofChanges.plan(snapshot, triggerTime, churn);
            assertThat(plan).isEqualTo(ofWhole.plan(state.snapshot(key).orElseThrow(), triggerTime, churn));
            return plan;
        }
    }
}
