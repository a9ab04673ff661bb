package io.endpointslice.simulator.cluster;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import java.util.Collection;
import java.util.Comparator;

/**
 * Which of its Pods a ReplicaSet deletes first: {@code ActivePodsWithRanks} of kube-controller-manager
 * ({@code pkg/controller/controller_utils.go}, v1.37). No Pod has a deletion cost or restarts here.
 */
final class Victims {
    private final Comparator<SimulatedPod> order;
    private final long now;

    /**
     * An order at one moment.
     *
     * @param related on each Node the active Pods of the same Deployment
     */
    Victims(Multiset<SimulatedNode> related, long now) {
        this.now = now;
        order = Comparator.comparing((SimulatedPod pod) -> pod.node().isPresent())
                .thenComparing(SimulatedPod::isReady)
                .thenComparing(pod -> pod.node().map(related::count).orElse(0), Comparator.reverseOrder())
                .thenComparingInt(pod -> pod.isReady() ? magnitude(pod.readySince()) : 0)
                .thenComparingInt(pod -> magnitude(pod.created()))
                .thenComparing(pod -> pod.identity().uid());
    }

    /** Ages count by their magnitude alone: {@code LogarithmicScaleDown}. */
    private int magnitude(long since) {
        return Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, now - since));
    }

    /** The first so many. */
    ImmutableList<SimulatedPod> first(int count, Collection<SimulatedPod> pods) {
        return ImmutableList.sortedCopyOf(order, pods).subList(0, Math.min(count, pods.size()));
    }
}
