package io.endpointslice.packing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;

/**
 * What a policy may know of a group beyond its numbers.
 *
 * @param forecast what to expect of each kind of endpoint
 * @param leftover the kind of each leftover endpoint
 * @param calm the kind that endpoints of unchanged slices are taken for
 * @param allowance how many more slices than {@link Group#leastWrites} may be written, as an investment
 */
public record Outlook(Forecast forecast, ImmutableIntArray leftover, int calm, int allowance) {
    public Outlook {
        checkArgument(allowance >= 0, "an allowance of %s writes", allowance);
        checkArgument(calm >= 0 && calm < forecast.kinds(), "no such kind: %s", calm);
    }

    /** Nothing is known of those endpoints, and nothing may be invested. */
    static Outlook blank(int leftover) {
        return new Outlook(Forecast.BLANK, ImmutableIntArray.copyOf(new int[leftover]), 0, 0);
    }
}
