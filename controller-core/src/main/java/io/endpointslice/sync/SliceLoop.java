package io.endpointslice.sync;

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
import io.endpointslice.state.SliceView;
import java.time.Instant;
import java.util.Optional;

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
        return state.look(key).map(SliceTask::new);
    }

    private final class SliceTask implements Task {
        private final SliceView view;
        private final ServiceFacts service;
        private boolean settled;
        private ImmutableSortedMap<AddressType, ZoneHints> hints = ImmutableSortedMap.of();

        SliceTask(SliceView view) {
            this.view = view;
            this.service = view.snapshot().service();
        }

        @Override
        public SyncPlan plan() {
            SyncPlan plan = planner.plan(view.snapshot(), view.triggerTime());
            if (plan.leavesOutPods() && view.snapshot().settled().isPresent()) {
                // users are to hear of all Pods that are left out, so all have to be looked at, as long as there are
                // any
                ServiceSnapshot whole = state.snapshot(service.key()).orElse(view.snapshot());
                plan = planner.plan(whole, view.triggerTime());
            }
            settled = !plan.leavesOutPods();
            hints = plan.hints();
            return plan;
        }

        @Override
        public Event.Regarding regarding() {
            return Event.Regarding.service(service);
        }

        @Override
        public void remember() {
            state.committed(name(), service, settled);
            state.hinted(service, hints);
        }
    }
}
