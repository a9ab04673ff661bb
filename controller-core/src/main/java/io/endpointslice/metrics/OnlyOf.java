package io.endpointslice.metrics;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import io.endpointslice.sync.WriteResult;
import java.time.Duration;

/** Tells of one controller only. */
record OnlyOf(ControllerName wanted, SyncListener listener) implements SyncListener {
    @Override
    public void planned(ControllerName controller, Plan plan) {
        if (controller == wanted) {
            listener.planned(controller, plan);
        }
    }

    @Override
    public void wrote(ControllerName controller, Write write, WriteResult result, Duration latency) {
        if (controller == wanted) {
            listener.wrote(controller, write, result, latency);
        }
    }

    @Override
    public void completed(ControllerName controller, Plan plan) {
        if (controller == wanted) {
            listener.completed(controller, plan);
        }
    }

    @Override
    public void reported(ControllerName controller, Event event) {
        if (controller == wanted) {
            listener.reported(controller, event);
        }
    }

    @Override
    public void synced(ControllerName controller, ServiceKey key, SyncOutcome outcome, Duration duration) {
        if (controller == wanted) {
            listener.synced(controller, key, outcome, duration);
        }
    }
}
