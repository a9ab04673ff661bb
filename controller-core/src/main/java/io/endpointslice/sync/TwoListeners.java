package io.endpointslice.sync;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.Write;
import java.time.Duration;

/** Tells two, one after the other. */
record TwoListeners(SyncListener first, SyncListener second) implements SyncListener {
    @Override
    public void planned(ControllerName controller, Plan plan) {
        first.planned(controller, plan);
        second.planned(controller, plan);
    }

    @Override
    public void wrote(ControllerName controller, Write write, WriteResult result, Duration latency) {
        first.wrote(controller, write, result, latency);
        second.wrote(controller, write, result, latency);
    }

    @Override
    public void completed(ControllerName controller, Plan plan) {
        first.completed(controller, plan);
        second.completed(controller, plan);
    }

    @Override
    public void reported(ControllerName controller, Event event) {
        first.reported(controller, event);
        second.reported(controller, event);
    }

    @Override
    public void synced(ControllerName controller, ServiceKey key, SyncOutcome outcome, Duration duration) {
        first.synced(controller, key, outcome, duration);
        second.synced(controller, key, outcome, duration);
    }
}
