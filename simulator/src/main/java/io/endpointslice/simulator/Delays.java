package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;

/**
 * How long changes waited until a sync took them up: gathering, and an earlier sync of the same Service that was under way.
 *
 * @param median of all changes of Pods
 * @param p99 of all changes of Pods
 * @param medianOfLeaving of Pods that stopped being ready, or went while they were
 * @param p99OfLeaving of Pods that stopped being ready, or went while they were
 */
public record Delays(Duration median, Duration p99, Duration medianOfLeaving, Duration p99OfLeaving) {
    /** No change waited. */
    public static final Delays NONE = new Delays(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    static Delays of(List<Duration> all, List<Duration> leaving) {
        return new Delays(quantile(all, 50), quantile(all, 99), quantile(leaving, 50), quantile(leaving, 99));
    }

    /** The least duration that so many of a hundred do not exceed; zero if there is none at all. */
    private static Duration quantile(List<Duration> durations, int percent) {
        ImmutableList<Duration> sorted = ImmutableList.sortedCopyOf(durations);
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(rank - 1);
    }
}
