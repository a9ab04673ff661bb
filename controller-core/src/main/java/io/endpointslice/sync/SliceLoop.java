package io.endpointslice.sync;

import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.CompactionPlanner;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SliceView;
import java.time.Instant;
import java.util.Optional;

/** EndpointSlices of Services with a selector (rules E). */
public final class SliceLoop implements Loop {
    private final ClusterState state;
    private final Planner planner;
    private final Optional<Compacting> compacting;

    /**
     * Merges slices beside the work that has to be done.
     *
     * @param services which of them, and when
     * @param planner plans all of one Service
     */
    public record Compacting(QuietServices services, CompactionPlanner planner) {}

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

    /** A loop that writes nothing but what has to be written. */
    public SliceLoop(ClusterState state, Planner planner) {
        this(state, planner, Optional.empty());
    }

    /** A loop that compacts too, if asked to. */
    public SliceLoop(ClusterState state, Planner planner, Optional<Compacting> compacting) {
        this.state = state;
        this.planner = planner;
        this.compacting = compacting;
    }

    @Override
    public ControllerName name() {
        return ControllerName.SLICES;
    }

    /** Services that are not there or are skipped (E1) are not looked at further: their slices are left alone. */
    @Override
    public Optional<Task> look(ServiceKey key) {
        Optional<Task> task = state.look(key).map(SliceTask::new);
        if (task.isEmpty()) {
            compacting.ifPresent(both -> both.services().forget(key));
        }
        return task;
    }

    private final class SliceTask implements Task {
        private final SliceView view;
        private final ServiceFacts service;
        private final ChurnHistory churn;
        private Optional<SyncPlan> plan = Optional.empty();

        SliceTask(SliceView view) {
            this.view = view;
            this.service = view.snapshot().service();
            this.churn = state.churn(service.key());
        }

        @Override
        public SyncPlan plan() {
            SyncPlan made = planner.plan(view.snapshot(), view.triggerTime(), churn);
            if (made.leavesOutPods() && view.snapshot().settled().isPresent()) {
                // users are to hear of all Pods that are left out, so all have to be looked at, as long as there are
                // some
                ServiceSnapshot whole = state.snapshot(service.key()).orElse(view.snapshot());
                made = planner.plan(whole, view.triggerTime(), churn);
            }
            SyncPlan decided = compacted(made).orElse(made);
            plan = Optional.of(decided);
            return decided;
        }

        /** A step towards fewer slices, if nothing else is to be done. */
        private Optional<SyncPlan> compacted(SyncPlan made) {
            return compacting
                    .filter(any -> !made.isIncomplete())
                    .flatMap(both -> both.services()
                            .step(
                                    made,
                                    () -> state.snapshot(service.key())
                                            .map(whole -> both.planner().plan(whole, this::isApart))));
        }

        /** Endpoints that change often stand together on purpose: mostly such a slice is left as it is. */
        private boolean isApart(Slice slice) {
            long unsettled =
                    slice.endpoints().stream().filter(churn::isUnsettled).count();
            return 2 * unsettled > slice.endpoints().size();
        }

        @Override
        public Event.Regarding regarding() {
            return Event.Regarding.service(service);
        }

        @Override
        public void remember() {
            plan.ifPresent(made -> {
                state.committed(name(), service, !made.leavesOutPods());
                state.hinted(service, made.hints());
                if (!made.isCompaction()) {
                    // that one moves endpoints, but none has changed
                    state.rewritten(service, made.rewrite(view.snapshot()));
                }
            });
        }
    }
}
