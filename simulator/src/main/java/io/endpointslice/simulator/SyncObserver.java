package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;

/** Looks on while a trace is run. */
@FunctionalInterface
public interface SyncObserver {
    /** One that looks away. */
    SyncObserver NONE = (step, writes, slices) -> {};

    /**
     * A sync has been made.
     *
     * @param step 0 for the initial sync, then the number of the step, from 1
     * @param writes in their order
     * @param slices all slices after the writes, sorted by name
     */
    void synced(int step, ImmutableList<SliceWrite> writes, ImmutableList<Slice> slices);
}
