package io.endpointslice.simulator.policy;

import io.endpointslice.sync.SliceLoop;

/** Plans the syncs of one Service in one run, one after the other; every plan is carried out before the next one is asked for. */
@FunctionalInterface
public interface SimulatedPlanner extends SliceLoop.Planner {
    /**
     * A sync begins, for which a plan is asked next.
     *
     * @param nowMillis virtual time since the start of the timeline; what happens at that time has been seen
     */
    default void beginsAt(long nowMillis) {}
}
