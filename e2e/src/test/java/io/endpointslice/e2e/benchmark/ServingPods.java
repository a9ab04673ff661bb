package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which Pods serve, as one watch tells it, and when each began and ceased to. One thread writes, others may read meanwhile.
 */
final class ServingPods {
    private final LongSupplier nanoTime;
    private final Set<String> now = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> began = new ConcurrentHashMap<>();
    private final Map<String, Long> ceased = new ConcurrentHashMap<>();

    /** None yet. */
    ServingPods(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What was just read. Of what repeats the first beginning and the last end count. */
    void set(String pod, boolean serves) {
        if (serves && now.add(pod)) {
            began.putIfAbsent(pod, nanoTime.getAsLong());
        } else if (!serves && now.remove(pod)) {
            ceased.put(pod, nanoTime.getAsLong());
        }
    }

    /** Names of those that serve now. */
    ImmutableSet<String> now() {
        return ImmutableSet.copyOf(now);
    }

    /**
     * How much later than there these Pods began to serve here.
     *
     * @return nanoseconds, of the Pods that have begun to in both
     */
    ImmutableList<Long> beganAfter(ServingPods there, Set<String> pods) {
        return differences(there.began, began, pods);
    }

    /**
     * How much later than there these Pods ceased to serve here.
     *
     * @return nanoseconds, of the Pods that have ceased to in both
     */
    ImmutableList<Long> ceasedAfter(ServingPods there, Set<String> pods) {
        return differences(there.ceased, ceased, pods);
    }

    private static ImmutableList<Long> differences(Map<String, Long> from, Map<String, Long> to, Set<String> pods) {
        ImmutableList.Builder<Long> nanos = ImmutableList.builder();
        for (String pod : pods) {
            Long start = from.get(pod);
            Long end = to.get(pod);
            if (start != null && end != null) {
                nanos.add(end - start);
            }
        }
        return nanos.build();
    }
}
