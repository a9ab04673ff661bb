package io.endpointslice.e2e.scale;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.stream.Stream;

/**
 * A cluster of the proportions of the largest that Kubernetes supports: 150,000 Pods on 5,000 Nodes behind 10,000 Services, of
 * which 8 have 5,000 Pods, 5 have 1,000, 57 have 100 and all others have 10. A smaller one has fewer of each.
 *
 * @param pods a multiple of 100
 */
record ClusterShape(int pods) {
    /** The least Services. */
    static final int SMALL = 10;

    private static final int LARGEST_CLUSTER = 150_000;
    private static final int PODS_PER_NODE = 30;

    ClusterShape {
        if (pods < 100 || pods % 100 != 0 || pods > LARGEST_CLUSTER) {
            throw new IllegalArgumentException(
                    "A cluster of " + pods + " Pods: it has to be a multiple of 100, at most " + LARGEST_CLUSTER);
        }
    }

    int nodes() {
        return Math.max(1, pods / PODS_PER_NODE);
    }

    /** The number of Pods of each Service, large ones first. They add up to all Pods. */
    ImmutableList<Integer> services() {
        ImmutableList<Integer> larger = Stream.of(some(8, 5000), some(5, 1000), some(57, 100))
                .flatMap(ImmutableList::stream)
                .collect(ImmutableList.toImmutableList());
        int left = pods - larger.stream().mapToInt(Integer::intValue).sum();
        return ImmutableList.<Integer>builder()
                .addAll(larger)
                .addAll(Collections.nCopies(left / SMALL, SMALL))
                .build();
    }

    private ImmutableList<Integer> some(int inLargest, int size) {
        return ImmutableList.copyOf(Collections.nCopies((int) ((long) inLargest * pods / LARGEST_CLUSTER), size));
    }
}
