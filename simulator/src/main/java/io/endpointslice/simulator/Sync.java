package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;

/**
 * A sync of the slices of one Service, or the moment in which they go because the Service has gone: that has no writes, no slices, and
 * the number of the sync before.
 *
 * @param number 0 for the initial sync of each Service, then from 1, over all Services; of a trace: the number of the step
 * @param atMillis virtual time since the start
 * @param writes in their order
 * @param slices all slices of the Service after the writes, sorted by name
 */
public record Sync(
        int number, long atMillis, ServiceKey service, ImmutableList<SliceWrite> writes, ImmutableList<Slice> slices) {}
