package io.endpointslice.simulator.timeline;

/** When the changes of a timeline lead to syncs. */
public enum Pace {
    /** Each moment is exactly one sync of each Service, which takes no time: nothing is gathered. */
    STEPS,
    /** As in the running controller: a change asks for a sync, changes are gathered, and a sync takes its time. */
    REAL
}
