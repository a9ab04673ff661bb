package io.endpointslice.legacy;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/** How a capacity is divided among lists that are longer together (L5, Q9). */
final class Shares {
    private Shares() {}

    /**
     * For each list its share by length, rounded up, until nothing is left; the last ones get less. As far as the
     * capacity goes, no list that holds something gets nothing: an API server refuses a subset without addresses.
     *
     * @param sizes the lengths; if the capacity is enough for all, they are the shares
     * @param capacity 0 or more
     * @return one share for each size, not above it
     */
    static ImmutableIntArray of(ImmutableIntArray sizes, int capacity) {
        int total = sizes.stream().sum();
        if (total <= capacity) {
            return sizes;
        }
        int rest = capacity;
        int[] shares = new int[sizes.length()];
        for (int i = 0; i < shares.length; i++) {
            // in this order, and in floating point: as the reference rounds
            int share = (int) Math.ceil(((double) sizes.get(i) / total) * capacity);
            shares[i] = Math.min(share, rest);
            rest -= shares[i];
        }
        if (sizes.stream().filter(size -> size > 0).count() <= capacity) {
            leaveNoneEmpty(sizes, shares);
        }
        return ImmutableIntArray.copyOf(shares);
    }

    private static void leaveNoneEmpty(ImmutableIntArray sizes, int[] shares) {
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] == 0 && sizes.get(i) > 0) {
                shares[largest(shares)]--;
                shares[i]++;
            }
        }
    }

    private static int largest(int[] shares) {
        int most = Arrays.stream(shares).max().orElseThrow();
        int i = 0;
        while (shares[i] < most) {
            i++;
        }
        return i;
    }
}
