package io.endpointslice.sync;

import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.plan.SyncPlan;
import java.time.Instant;
import java.util.Optional;

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
