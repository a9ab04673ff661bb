package io.endpointslice.state;

import io.endpointslice.model.Slice;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Which slices may publish a Pod, without a look at their endpoints: sorted hashes of the Pods' names, four bytes for each
 * endpoint. A slice that only seems to publish it is looked at for nothing, and found right.
 */
final class PodHolders {
    private static final int[] NONE = {};

    private final Map<ObjectKey, int[]> hashes = new HashMap<>();

    void put(Slice slice) {
        int[] sorted = new int[slice.endpoints().size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = slice.endpoints().get(i).identity().name().hashCode();
        }
        Arrays.sort(sorted);
        hashes.put(ObjectKey.of(slice.meta()), sorted);
    }

    void remove(ObjectKey slice) {
        hashes.remove(slice);
    }

    /** Whether the slice may publish one of the Pods of those names. False only if it does not. */
    boolean mayPublish(Slice slice, Collection<String> pods) {
        int[] sorted = hashes.getOrDefault(ObjectKey.of(slice.meta()), NONE);
        for (String pod : pods) {
            if (Arrays.binarySearch(sorted, pod.hashCode()) >= 0) {
                return true;
            }
        }
        return false;
    }
}
