package io.endpointslice.metrics;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.plan.Plan;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is told of legacy Endpoints alone, which the reference has no metrics for. */
final class EndpointsMetrics implements SyncListener {
    private final Set<ServiceKey> truncated = ConcurrentHashMap.newKeySet();

    EndpointsMetrics(Subsystem subsystem) {
        subsystem.gauge(
                "endpoints_truncated",
                "Endpoints objects that hold not all addresses of their Services",
                truncated::size);
    }

    @Override
    public void planned(ControllerName controller, Plan plan) {
        note(plan);
    }

    /** A Service that was skipped or has gone was not planned for. */
    @Override
    public void synced(ControllerName controller, ServiceKey key, SyncOutcome outcome, Duration duration) {
        if (outcome instanceof SyncOutcome.Done done) {
            note(done.plan());
        }
    }

    private void note(Plan plan) {
        if (plan instanceof EndpointsPlan endpoints && endpoints.truncated()) {
            truncated.add(plan.service());
        } else {
            truncated.remove(plan.service());
        }
    }
}
