package io.endpointslice.sync;

import com.google.common.base.Suppliers;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.TriggerTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

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
        EndpointsSnapshot snapshot = state.endpointsSnapshot(key);
        boolean skipped =
                snapshot.service().isPresent() && !snapshot.service().get().isSelecting();
        return skipped ? Optional.empty() : Optional.of(new EndpointsTask(snapshot));
    }

    private final class EndpointsTask implements Task {
        private final EndpointsSnapshot snapshot;
        /** Asked for when it is planned: a sync that finds its view stale does not look at the Pods. */
        private final Supplier<Optional<TriggerTimes.Trigger>> trigger = Suppliers.memoize(this::computeTrigger);

        EndpointsTask(EndpointsSnapshot snapshot) {
            this.snapshot = snapshot;
        }

        private Optional<TriggerTimes.Trigger> computeTrigger() {
            return snapshot.service()
                    .map(service ->
                            TriggerTimes.compute(state.triggerState(name(), service.key()), service, snapshot.pods()));
        }

        @Override
        public EndpointsPlan plan() {
            return planner.plan(snapshot, trigger.get().flatMap(TriggerTimes.Trigger::time));
        }

        @Override
        public Event.Regarding regarding() {
            return Event.Regarding.endpoints(snapshot.key(), snapshot.endpoints());
        }

        @Override
        public void remember() {
            snapshot.service()
                    .ifPresent(service -> state.committed(
                            name(), service, trigger.get().orElseThrow().next()));
        }
    }
}
