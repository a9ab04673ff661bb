package io.endpointslice.sync;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.Plan;
import java.util.Optional;

/**
 * One of the controllers as a sync sees it: what it looks at and decides. {@link ServiceSyncer} does for each of them what
 * all have in common.
 */
public interface Loop {
    ControllerName name();

    /** What is to be synced of the Service, from one look at the state; empty if this controller has nothing to do with it. */
    Optional<Task> look(ServiceKey key);

    /** One sync, from what was seen at one moment. */
    interface Task {
        /**
         * Decides what is to be written. Asked once, and only if the view is fresh.
         *
         * @throws io.endpointslice.plan.PlanViolationException if the plan breaks an invariant
         */
        Plan plan();

        /** The object whose users are told if the sync fails. */
        Event.Regarding regarding();

        /** All writes have been made: what the next sync has to know is remembered. */
        default void remember() {}
    }
}
