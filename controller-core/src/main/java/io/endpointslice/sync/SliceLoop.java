package io.endpointslice.sync;

import com.google.common.base.Suppliers;
import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.TriggerTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** EndpointSlices of Services with a selector (rules E). */
public final class SliceLoop implements Loop {
    private final ClusterState state;
    private final Planner planner;

    /** From a snapshot to what has to be written. Pure: the same input gives the same plan. */
    @FunctionalInterface
    public interface Planner {
        /**
         * Plans one sync.
         *
         * @param triggerTime for the annotation of the slices that are written; empty if it is to be left out (E15)
         * @param churn what is remembered of the Service's earlier syncs
         */
        SyncPlan plan(ServiceSnapshot snapshot, Optional<Instant> triggerTime, ChurnHistory churn);
    }

    public SliceLoop(ClusterState state, Planner planner) {
        this.state = state;
        this.planner = planner;
    }

    @Override
    public ControllerName name() {
        return ControllerName.SLICES;
    }

    /** Services that are not there or are skipped (E1) are not looked at further: their slices are left alone. */
    @Override
    public Optional<Task> look(ServiceKey key) {
        return state.snapshot(key)
                .filter(snapshot -> snapshot.service().isSelecting())
                .map(SliceTask::new);
    }

    private final class SliceTask implements Task {
        private final ServiceSnapshot snapshot;
        /** Asked for when it is planned: a sync that finds its view stale does not look at the Pods. */
        private final Supplier<TriggerTimes.Trigger> trigger = Suppliers.memoize(this::computeTrigger);

        private final ChurnHistory churn;
        private Optional<SyncPlan> plan = Optional.empty();

        SliceTask(ServiceSnapshot snapshot) {
            this.snapshot = snapshot;
            this.churn = state.churn(snapshot.service().key());
        }

        private TriggerTimes.Trigger computeTrigger() {
            ServiceFacts service = snapshot.service();
            return TriggerTimes.compute(state.triggerState(name(), service.key()), service, snapshot.pods());
        }

        @Override
        public SyncPlan plan() {
            SyncPlan made = planner.plan(snapshot, trigger.get().time(), churn);
            plan = Optional.of(made);
            return made;
        }

        @Override
        public Event.Regarding regarding() {
            return Event.Regarding.service(snapshot.service());
        }

        @Override
        public void remember() {
            state.committed(name(), snapshot.service(), trigger.get().next());
            plan.ifPresent(made -> {
                state.hinted(snapshot.service(), made.hints());
                state.rewritten(snapshot.service(), made.rewrite(snapshot));
            });
        }
    }
}
