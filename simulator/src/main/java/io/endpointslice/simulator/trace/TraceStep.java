package io.endpointslice.simulator.trace;

import com.google.common.primitives.ImmutableIntArray;

/**
 * What happens to the Pods before one sync. A Pod is named by its index; the lists do not overlap.
 *
 * @param remove these Pods are gone
 * @param add these Pods are there now, and ready; one that was removed before is the same Pod again
 * @param addNotReady as {@code add}, but not ready yet
 * @param update these Pods flip their readiness
 * @param terminate these Pods have begun to terminate; the Ready condition stays as it is
 */
public record TraceStep(
        ImmutableIntArray remove,
        ImmutableIntArray add,
        ImmutableIntArray addNotReady,
        ImmutableIntArray update,
        ImmutableIntArray terminate) {

    /**
     * The fewest slice writes that this step can need, whatever the packing before it was: new and changed endpoints have to
     * be in written slices afterwards, and gone and changed ones were in written slices before.
     *
     * @param cap the most endpoints of a slice
     */
    public int lowerBound(int cap) {
        int added = add.length() + addNotReady.length();
        int changed = update.length() + terminate.length();
        int most = Math.max(added, remove.length()) + changed;
        return (most + cap - 1) / cap;
    }
}
