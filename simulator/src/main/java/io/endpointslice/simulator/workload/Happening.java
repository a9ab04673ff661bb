package io.endpointslice.simulator.workload;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** What happens at a time of a workload. All times in milliseconds. */
public sealed interface Happening {
    /** Since the start. */
    long at();

    /** A new version of a Deployment: all its Pods are replaced, within its surge and what may lack. */
    record Rollout(long at, String deployment) implements Happening {}

    /**
     * A Deployment gets other numbers of replicas, one after the other.
     *
     * @param every from one number to the next
     * @param times how often it goes through all of them
     */
    record Scale(long at, String deployment, ImmutableList<Integer> to, long every, int times) implements Happening {}

    /**
     * Nodes are drained one after the other, as {@code kubectl drain} does: a Pod is evicted only while its Deployment lacks no more
     * than it may. A Node that is empty is used again, and the next one is begun.
     *
     * @param nodes how many
     * @param every the least time from one Node's being empty to the next one's beginning
     */
    record Drain(long at, int nodes, long every) implements Happening {}

    /**
     * Nodes fail at once: their Pods are not ready. If that takes longer than {@code evictAfter}, these are deleted and replaced; they
     * stay until the Node is back.
     *
     * @param nodes how many
     * @param duration until they are back
     */
    record Fail(long at, int nodes, long duration, long evictAfter) implements Happening {}

    /**
     * Some Pods of a Deployment lose readiness again and again, each at its own time within the period.
     *
     * @param percent of the Pods that are there when it begins
     * @param down for how long of each period
     * @param duration until it ends
     */
    record Flap(long at, String deployment, int percent, long period, long down, long duration) implements Happening {}

    /** A Service selects other Pods. */
    record Switch(long at, String service, ImmutableMap<String, String> selector) implements Happening {}

    /**
     * A batch job: Pods that come, are ready, and end.
     *
     * @param completions how many have to end
     * @param parallelism how many run at a time
     * @param startup from a Node being found for a Pod to its being ready
     * @param run from then to its end
     */
    record Job(
            long at,
            String name,
            ImmutableMap<String, String> labels,
            int completions,
            int parallelism,
            Span startup,
            Span run)
            implements Happening {}
}
