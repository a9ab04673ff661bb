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
        ImmutableIntArray terminate) {}
