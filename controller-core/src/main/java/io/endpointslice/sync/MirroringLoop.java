package io.endpointslice.sync;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Event;
import io.endpointslice.model.MirroringSnapshot;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.state.ClusterState;
import java.util.Optional;

/** EndpointSlices that mirror hand-written Endpoints (rules M). */
public final class MirroringLoop implements Loop {
    private final ClusterState state;
    private final Planner planner;

    /** From a snapshot to what has to be written. Pure: the same input gives the same plan. */
    @FunctionalInterface
    public interface Planner {
        /** Plans one sync. */
        SyncPlan plan(MirroringSnapshot snapshot);
    }

    public MirroringLoop(ClusterState state, Planner planner) {
        this.state = state;
        this.planner = planner;
    }

    @Override
    public ControllerName name() {
        return ControllerName.MIRRORING;
    }

    /** In any case: slices that mirror what is not there any more have to go (M1). */
    @Override
    public Optional<Task> look(ServiceKey key) {
        return Optional.of(new MirroringTask(state.mirroringSnapshot(key)));
    }

    private final class MirroringTask implements Task {
        private final MirroringSnapshot snapshot;

        MirroringTask(MirroringSnapshot snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public SyncPlan plan() {
            return planner.plan(snapshot);
        }

        @Override
        public Event.Regarding regarding() {
            return Event.Regarding.endpoints(snapshot.key(), snapshot.endpoints());
        }
    }
}
