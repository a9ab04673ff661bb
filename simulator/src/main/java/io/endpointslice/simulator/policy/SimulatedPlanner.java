package io.endpointslice.simulator.policy;

import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.plan.SyncPlan;

/** Plans the syncs of one Service in one run, one after the other; every plan is carried out before the next one is asked for. */
@FunctionalInterface
public interface SimulatedPlanner {
    /**
     * Plans one sync.
     *
     * @param nowMillis virtual time since the start of the timeline; what happens at that time has been seen
     */
    SyncPlan plan(ServiceSnapshot snapshot, long nowMillis);
}
