package io.endpointslice.sync;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.Write;
import java.time.Duration;

/** Watches syncs. Called on the worker's thread, so it has to be quick and must not throw. */
public interface SyncListener {
    /** Looks at nothing. */
    SyncListener NONE = new SyncListener() {};

    /** A sync has planned; its writes follow. A sync that has nothing to plan, as its view is stale or its Service gone, is not told here. */
    default void planned(ControllerName controller, Plan plan) {}

    /**
     * A write was answered.
     *
     * @param latency from the moment at which it was handed to the writer to the answer
     */
    default void wrote(ControllerName controller, Write write, WriteResult result, Duration latency) {}

    /** All writes of a plan have been made. */
    default void completed(ControllerName controller, Plan plan) {}

    /** Users of an object should see this: a condition that has just begun, or a sync that failed. */
    default void reported(ControllerName controller, Event event) {}

    /**
     * A sync has ended.
     *
     * @param duration from its beginning, writes included
     */
    default void synced(ControllerName controller, ServiceKey key, SyncOutcome outcome, Duration duration) {}

    /** One that tells this one first and the other one then. */
    default SyncListener and(SyncListener other) {
        return new TwoListeners(this, other);
    }
}
