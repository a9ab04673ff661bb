package io.endpointslice.simulator.policy;

import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.plan.SyncPlan;

/** Plans the syncs of one run, one after the other; every plan is carried out before the next one is asked for. */
@FunctionalInterface
public interface SimulatedPlanner {
    SyncPlan plan(ServiceSnapshot snapshot);
}
