package io.endpointslice.simulator.policy;

import io.endpointslice.churn.ChurnTable;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.packing.PackingPolicy;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.plan.SyncPlan;
import java.util.Optional;

/** The product's planner with what it remembers of a Service. */
final class RememberingPlanner implements SimulatedPlanner {
    private final SlicePlanner planner;
    private final ChurnTable churn = new ChurnTable();

    RememberingPlanner(PackingPolicy policy, int cap, double rewriteBudget) {
        this.planner = new SlicePlanner(policy, cap, rewriteBudget);
    }

    @Override
    public SyncPlan plan(ServiceSnapshot snapshot, long nowMillis) {
        SyncPlan plan = planner.plan(snapshot, Optional.empty(), churn);
        churn.record(plan.rewrite(snapshot));
        return plan;
    }
}
