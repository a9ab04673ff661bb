package io.endpointslice.simulator.cluster;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import io.endpointslice.simulator.workload.Deployment;
import java.util.ArrayList;
import java.util.List;

/**
 * A Deployment with a ReplicaSet for each of its versions, as kube-controller-manager's
 * {@code pkg/controller/deployment/rolling.go} scales them: the newest up as far as the surge allows, the older ones down as far as
 * Pods may lack, those of their Pods that are not ready first.
 */
final class DeploymentRun {
    private final Deployment spec;
    private final Cluster cluster;
    private final List<ReplicaSetRun> older = new ArrayList<>();
    private ReplicaSetRun newest;
    private int replicas;
    private int version = 1;

    /** All its replicas are ready. */
    DeploymentRun(Deployment spec, Cluster cluster) {
        this.spec = spec;
        this.cluster = cluster;
        this.replicas = spec.replicas();
        this.newest = new ReplicaSetRun(this, cluster, spec.name() + "-1");
    }

    /** Before anything happens. */
    void stand() {
        newest.standFrom(replicas);
        newest.manage();
    }

    Deployment spec() {
        return spec;
    }

    void rollOut() {
        older.add(newest);
        version++;
        newest = new ReplicaSetRun(this, cluster, spec.name() + "-" + version);
        reconcile();
    }

    void scaleTo(int newReplicas) {
        replicas = newReplicas;
        reconcile();
    }

    /** Something has changed. */
    void reconcile() {
        int before;
        do {
            before = total();
            scaleNewest();
            scaleOlder();
            // what the older ones give up is room for the newest
        } while (total() < before);
        sets().forEach(ReplicaSetRun::manage);
        older.removeIf(ReplicaSetRun::isEmpty);
    }

    private void scaleNewest() {
        int room = Math.max(0, replicas + spec.surge(replicas) - total());
        newest.scaleTo(Math.min(replicas, newest.replicas() + room));
    }

    private void scaleOlder() {
        int least = replicas - spec.unavailable(replicas);
        int startingOfNewest = newest.replicas() - newest.available();
        int spare = total() - least - startingOfNewest;
        for (ReplicaSetRun set : older) {
            int unhealthy = Math.max(0, Math.min(spare, set.replicas() - set.available()));
            set.scaleTo(set.replicas() - unhealthy);
            spare -= unhealthy;
        }
        int spareAvailable = Math.min(spare, available() - least);
        for (ReplicaSetRun set : older) {
            int healthy = Math.max(0, Math.min(spareAvailable, set.replicas()));
            set.scaleTo(set.replicas() - healthy);
            spareAvailable -= healthy;
        }
    }

    private int total() {
        return sets().stream().mapToInt(ReplicaSetRun::replicas).sum();
    }

    private int available() {
        return sets().stream().mapToInt(ReplicaSetRun::available).sum();
    }

    private ImmutableList<ReplicaSetRun> sets() {
        return ImmutableList.<ReplicaSetRun>builder().addAll(older).add(newest).build();
    }

    ImmutableList<SimulatedPod> active() {
        return sets().stream().flatMap(set -> set.active().stream()).collect(ImmutableList.toImmutableList());
    }

    /** The order in which its ReplicaSets delete Pods now. */
    Victims victims() {
        Multiset<SimulatedNode> related = HashMultiset.create();
        active().forEach(pod -> pod.node().ifPresent(related::add));
        return new Victims(related, cluster.agenda().now());
    }

    /** As a PodDisruptionBudget with the same number that may lack, and at least 1. */
    boolean allowsEviction(SimulatedPod pod) {
        int least = replicas - Math.max(1, spec.unavailable(replicas));
        return available() - (pod.isAvailable() ? 1 : 0) >= least;
    }
}
