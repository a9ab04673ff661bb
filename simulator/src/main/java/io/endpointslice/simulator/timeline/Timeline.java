package io.endpointslice.simulator.timeline;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import java.util.Comparator;

/**
 * A story of one cluster.
 *
 * @param name for reports
 * @param about for reports: what it is about, may be empty
 * @param maxEndpointsPerSlice the limit of endpoints per slice that it asks for, unless a run is told another
 * @param start what the initial sync of each Service finds, at 0 ms
 * @param moments in their order, no two at the same time
 */
public record Timeline(
        String name, String about, int maxEndpointsPerSlice, Pace pace, Scene start, ImmutableList<Moment> moments) {
    /** From one step to the next, in virtual milliseconds. */
    public static final long STEP_MILLIS = 1_000;

    public Timeline {
        checkArgument(
                Comparators.isInStrictOrder(moments, Comparator.comparingLong(Moment::atMillis)),
                "the moments of %s are not in order",
                name);
    }

    /** When what a run leaves behind begins to count: at once, or with the first step. */
    public long beginMillis() {
        return pace == Pace.STEPS ? STEP_MILLIS : 0;
    }

    /** When it is over: with the last moment, or a step's length after it. */
    public long endMillis() {
        long last = moments.isEmpty() ? 0 : moments.get(moments.size() - 1).atMillis();
        return pace == Pace.STEPS ? last + STEP_MILLIS : last;
    }
}
