package io.endpointslice.simulator.cluster;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.Set;

/** A Node and the Pods that have a place on it. */
final class SimulatedNode {
    private final String name;
    private final Set<SimulatedPod> pods = new LinkedHashSet<>();
    private boolean cordoned;
    private boolean failed;

    SimulatedNode(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** As they are now. */
    ImmutableList<SimulatedPod> pods() {
        return ImmutableList.copyOf(pods);
    }

    int size() {
        return pods.size();
    }

    void add(SimulatedPod pod) {
        pods.add(pod);
    }

    void remove(SimulatedPod pod) {
        pods.remove(pod);
    }

    boolean isSchedulable() {
        return !cordoned && !failed;
    }

    void cordon(boolean newCordoned) {
        cordoned = newCordoned;
    }

    void fail(boolean newFailed) {
        failed = newFailed;
    }

    boolean isFailed() {
        return failed;
    }
}
