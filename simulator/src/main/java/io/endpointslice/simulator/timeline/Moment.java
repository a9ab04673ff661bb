package io.endpointslice.simulator.timeline;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;

/**
 * All that happens at one time.
 *
 * @param atMillis since the start of the timeline, above 0
 * @param changes in their order; may be empty in a timeline by steps, and at the end of one that goes on after the last change
 */
public record Moment(long atMillis, ImmutableList<Change> changes) {
    public Moment {
        checkArgument(atMillis > 0, "a moment at %s ms: the start is what there is at 0", atMillis);
    }
}
