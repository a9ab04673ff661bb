package io.endpointslice.legacy;

import com.google.common.primitives.ImmutableIntArray;
import java.util.stream.IntStream;

/**
 * The places of an Endpoints object that several lists of addresses ask for (L5).
 *
 * @param sizes the lengths of the lists, in the order in which shares are rounded
 * @param kept how many addresses of each list have a place already
 * @param capacity how many places there are
 */
record Places(ImmutableIntArray sizes, ImmutableIntArray kept, int capacity) {
    /** Whether those that have a place are all that can have one, and no list goes without. */
    boolean areSettled() {
        return kept.stream().sum() == Math.min(sizes.stream().sum(), capacity) && !someGoWithout();
    }

    /**
     * For each list how many places it gets. Whoever has a place keeps it, as long as all fit and no list goes without: shares that
     * have shifted since are no reason to write. Places that are free go to the lists that are below their share.
     */
    ImmutableIntArray give() {
        ImmutableIntArray shares = Shares.of(sizes, capacity);
        int free = Math.min(sizes.stream().sum(), capacity) - kept.stream().sum();
        if (free < 0 || someGoWithout()) {
            return shares;
        }
        ImmutableIntArray more =
                Shares.of(ImmutableIntArray.copyOf(indices().map(i -> Math.max(0, shares.get(i) - kept.get(i)))), free);
        return ImmutableIntArray.copyOf(indices().map(i -> kept.get(i) + more.get(i)));
    }

    private boolean someGoWithout() {
        return sizes.stream().filter(size -> size > 0).count() <= capacity
                && indices().anyMatch(i -> sizes.get(i) > 0 && kept.get(i) == 0);
    }

    private IntStream indices() {
        return IntStream.range(0, sizes.length());
    }
}
