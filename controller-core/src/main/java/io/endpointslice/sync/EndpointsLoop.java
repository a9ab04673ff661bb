package io.endpointslice.sync;

import io.endpointslice.config.ControllerName;
import io.endpointslice.legacy.EndpointsPlanner;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.EndpointsView;
import java.util.Optional;

/** Legacy Endpoints of Services with a selector, and of those that have gone (rules L). */
public final class EndpointsLoop implements Loop {
    private final ClusterState state;
    private final EndpointsPlanner planner;

    public EndpointsLoop(ClusterState state, EndpointsPlanner planner) {
        this.state = state;
        this.planner = planner;
    }

    @Override
    public ControllerName name() {
        return ControllerName.ENDPOINTS;
    }

    /** Services that are skipped (E1) are not looked at further: somebody else writes their Endpoints. */
    @Override
    public Optional<Task> look(ServiceKey key) {
        EndpointsView view = state.lookAtEndpoints(key);
        boolean skipped = view.snapshot()
                .service()
                .filter(service -> !service.isSelecting())
                .isPresent();
        return skipped ? Optional.empty() : Optional.of(new EndpointsTask(view));
    }

    private final class EndpointsTask implements Task {
        private final EndpointsView view;
        private Optional<EndpointsPlan> plan = Optional.empty();

        EndpointsTask(EndpointsView view) {
            this.view = view;
        }

        @Override
        public EndpointsPlan plan() {
            EndpointsPlan made = planner.planChange(view.snapshot(), view.triggerTime())
                    .orElseGet(() -> planner.plan(whole(), view.triggerTime()));
            plan = Optional.of(made);
            return made;
        }

        private EndpointsSnapshot whole() {
            EndpointsSnapshot seen = view.snapshot();
            return seen.settled().isPresent() ? state.endpointsSnapshot(seen.key()) : seen;
        }

        @Override
        public Event.Regarding regarding() {
            return Event.Regarding.endpoints(
                    view.snapshot().key(), view.snapshot().endpoints());
        }

        @Override
        public void remember() {
            if (view.snapshot().service().isPresent() && plan.isPresent()) {
                ServiceFacts service = view.snapshot().service().get();
                state.committed(name(), service, !plan.get().leavesOutPods());
                state.offered(service, plan.get().offered());
            }
        }
    }
}
