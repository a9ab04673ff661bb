package io.endpointslice.sync;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.EndpointsView;
import java.time.Instant;
import java.util.Optional;

/** Legacy Endpoints of Services with a selector, and of those that have gone (rules L). */
public final class EndpointsLoop implements Loop {
    private final ClusterState state;
    private final Planner planner;

    /** From a snapshot to what has to be written. Pure: the same input gives the same plan. */
    @FunctionalInterface
    public interface Planner {
        /**
         * Plans one sync.
         *
         * @param triggerTime for the annotation of the object if it is written; empty if it is to be left out (E15)
         */
        EndpointsPlan plan(EndpointsSnapshot snapshot, Optional<Instant> triggerTime);
    }

    public EndpointsLoop(ClusterState state, Planner planner) {
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

        EndpointsTask(EndpointsView view) {
            this.view = view;
        }

        @Override
        public EndpointsPlan plan() {
            return planner.plan(view.snapshot(), view.triggerTime());
        }

        @Override
        public Event.Regarding regarding() {
            return Event.Regarding.endpoints(
                    view.snapshot().key(), view.snapshot().endpoints());
        }

        @Override
        public void remember() {
            view.snapshot().service().ifPresent(service -> state.committed(name(), service, true));
        }
    }
}
