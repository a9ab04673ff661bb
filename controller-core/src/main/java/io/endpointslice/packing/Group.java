package io.endpointslice.packing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;

/**
 * One group: a Service's slices and endpoints of one address type and port list. Endpoints are numbers that mean something
 * to the caller only.
 *
 * @param cap the most endpoints that a slice may hold, 1 or more
 * @param slices the existing slices, in an order that the same state always has
 * @param leftover desired endpoints that are in no slice, in an order that the same state always has
 * @param outlook what is known of the future
 */
public record Group(int cap, ImmutableList<SliceState> slices, ImmutableIntArray leftover, Outlook outlook) {
    public Group {
        checkArgument(cap >= 1, "a cap of %s endpoints", cap);
        checkArgument(
                leftover.length() == outlook.leftover().length(),
                "%s leftover endpoints of %s kinds",
                leftover.length(),
                outlook.leftover().length());
    }

    /** A group of whose future nothing is known. */
    public Group(int cap, ImmutableList<SliceState> slices, ImmutableIntArray leftover) {
        this(cap, slices, leftover, Outlook.blank(leftover.length()));
    }

    /** Slices that have to be written whatever the policy does. */
    public int forced() {
        int forced = 0;
        for (SliceState slice : slices) {
            forced += slice instanceof SliceState.Forced ? 1 : 0;
        }
        return forced;
    }

    /** Endpoints that have to be in written slices: those that forced slices keep, and the leftover. */
    public int toPlace() {
        int kept = 0;
        for (SliceState slice : slices) {
            if (slice instanceof SliceState.Forced state) {
                kept += state.kept().length();
            }
        }
        return kept + leftover.length();
    }

    /** The fewest slices that can hold {@link #toPlace}: ceil(toPlace / cap). */
    public int needed() {
        return slicesFor(toPlace());
    }

    /** The fewest slices that can hold all endpoints of the group, those of unchanged slices too. */
    int ideal() {
        int endpoints = toPlace();
        for (SliceState slice : slices) {
            if (slice instanceof SliceState.Unchanged unchanged) {
                endpoints += unchanged.size();
            }
        }
        return slicesFor(endpoints);
    }

    private int slicesFor(int endpoints) {
        return (endpoints + cap - 1) / cap;
    }

    /**
     * The fewest writes for this group by itself (P2): each forced slice once, and as many further ones as it takes to hold
     * what does not fit into those. No plan can do with fewer: a forced slice is wrong unless it is written, and what has
     * to be placed needs {@link #needed} written slices.
     */
    public int leastWrites() {
        return Math.max(forced(), needed());
    }
}
