package io.endpointslice.sync;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.ZoneHints;
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
         */
        SyncPlan plan(ServiceSnapshot snapshot, Optional<Instant> triggerTime);
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

        private ImmutableSortedMap<AddressType, ZoneHints> hints = ImmutableSortedMap.of();

        SliceTask(ServiceSnapshot snapshot) {
            this.snapshot = snapshot;
        }

        private TriggerTimes.Trigger computeTrigger() {
            ServiceFacts service = snapshot.service();
            return TriggerTimes.compute(state.triggerState(name(), service.key()), service, snapshot.pods());
        }

        @Override
        public SyncPlan plan() {
            SyncPlan plan = planner.plan(snapshot, trigger.get().time());
            hints = plan.hints();
            return plan;
        }

        @Override
        public Event.Regarding regarding() {
            return Event.Regarding.service(snapshot.service());
        }

        @Override
        public void remember() {
            state.committed(name(), snapshot.service(), trigger.get().next());
            state.hinted(snapshot.service(), hints);
        }
    }
}
