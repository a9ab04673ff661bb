package io.endpointslice.simulator;

/** Looks on while a timeline is run. */
@FunctionalInterface
public interface SyncObserver {
    /** One that looks away. */
    SyncObserver NONE = sync -> {};

    /** A sync has been made. They come in the order of time. */
    void synced(Sync sync);
}
