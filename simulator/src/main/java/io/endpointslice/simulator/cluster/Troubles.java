package io.endpointslice.simulator.cluster;

import com.google.common.collect.ImmutableList;
import io.endpointslice.simulator.workload.Happening;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What befalls Pods without anybody wanting it. */
final class Troubles {
    private static final int WHOLE = 100;

    private final Cluster cluster;

    Troubles(Cluster cluster) {
        this.cluster = cluster;
    }

    void fail(Happening.Fail spec) {
        for (SimulatedNode node : cluster.drawNodes(spec.nodes())) {
            cluster.fail(node);
            if (spec.evictAfter() < spec.duration()) {
                cluster.agenda().after(spec.evictAfter(), () -> deleteAll(node));
            }
            cluster.agenda().after(spec.duration(), () -> cluster.recover(node));
        }
    }

    private void deleteAll(SimulatedNode node) {
        for (SimulatedPod pod : node.pods()) {
            if (pod.isActive()) {
                cluster.delete(pod);
                pod.owner().changed(pod);
            }
        }
    }

    void flap(Happening.Flap spec, DeploymentRun deployment) {
        List<SimulatedPod> drawn = new ArrayList<>(deployment.active());
        Collections.shuffle(drawn, cluster.random());
        int count = (drawn.size() * spec.percent() + WHOLE - 1) / WHOLE;
        long end = cluster.agenda().now() + spec.duration();
        for (SimulatedPod pod : ImmutableList.copyOf(drawn.subList(0, count))) {
            cluster.agenda().after(cluster.random().nextLong(spec.period()), () -> flap(spec, pod, end));
        }
    }

    private void flap(Happening.Flap spec, SimulatedPod pod, long end) {
        if (pod.isGone() || cluster.agenda().now() >= end) {
            return;
        }
        turn(pod, true);
        cluster.agenda().after(spec.down(), () -> turn(pod, false));
        cluster.agenda().after(spec.period(), () -> flap(spec, pod, end));
    }

    private void turn(SimulatedPod pod, boolean down) {
        if (!pod.isGone()) {
            pod.flap(down, cluster.agenda().now());
            cluster.update(pod);
        }
    }
}
