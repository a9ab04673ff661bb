package io.endpointslice.simulator.cluster;

import com.google.common.collect.ImmutableList;
import io.endpointslice.simulator.workload.Span;
import java.util.LinkedHashSet;
import java.util.Set;

/** A ReplicaSet: it creates and deletes Pods until it has as many as it should, and tells its Deployment of each change. */
final class ReplicaSetRun implements SimulatedPod.Owner {
    private final DeploymentRun deployment;
    private final Cluster cluster;
    private final String name;
    private final Set<SimulatedPod> pods = new LinkedHashSet<>();
    private int replicas;

    ReplicaSetRun(DeploymentRun deployment, Cluster cluster, String name) {
        this.deployment = deployment;
        this.cluster = cluster;
        this.name = name;
    }

    /** Its Pods are all there and ready; those for which no Node has room are created later. */
    void standFrom(int count) {
        replicas = count;
        for (int i = 0; i < count; i++) {
            cluster.standing(name, deployment.spec().labels(), this).ifPresent(pods::add);
        }
    }

    int replicas() {
        return replicas;
    }

    int available() {
        return (int) pods.stream().filter(SimulatedPod::isAvailable).count();
    }

    ImmutableList<SimulatedPod> active() {
        return pods.stream().filter(SimulatedPod::isActive).collect(ImmutableList.toImmutableList());
    }

    boolean isEmpty() {
        return replicas == 0 && pods.isEmpty();
    }

    void scaleTo(int newReplicas) {
        replicas = newReplicas;
        manage();
    }

    /** Creates what lacks, or deletes what is too many. */
    void manage() {
        ImmutableList<SimulatedPod> active = active();
        for (int i = active.size(); i < replicas; i++) {
            pods.add(cluster.create(name, deployment.spec().labels(), this));
        }
        if (active.size() > replicas) {
            deployment.victims().first(active.size() - replicas, active).forEach(cluster::delete);
        }
    }

    @Override
    public Span startup() {
        return deployment.spec().startup();
    }

    @Override
    public Span termination() {
        return deployment.spec().termination();
    }

    @Override
    public void changed(SimulatedPod pod) {
        if (pod.isGone()) {
            pods.remove(pod);
        }
        deployment.reconcile();
    }

    @Override
    public boolean allowsEviction(SimulatedPod pod) {
        return deployment.allowsEviction(pod);
    }
}
