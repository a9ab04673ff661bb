package io.endpointslice.sync;

import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.SliceWrite;

/** Watches syncs. Called on the worker's thread, so it has to be quick and must not throw. */
public interface SyncListener {
    /** Looks at nothing. */
    SyncListener NONE = new SyncListener() {};

    /** A write was answered. */
    default void wrote(SliceWrite write, WriteResult result) {}

    /** A sync has ended. */
    default void synced(ServiceKey key, SyncOutcome outcome) {}
}
