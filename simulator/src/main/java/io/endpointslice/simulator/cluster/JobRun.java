package io.endpointslice.simulator.cluster;

import io.endpointslice.simulator.workload.Happening;
import io.endpointslice.simulator.workload.Span;
import java.util.HashSet;
import java.util.Set;

/** A Job: as many Pods at a time as it may have, until as many as it should have done their work. */
final class JobRun implements SimulatedPod.Owner {
    private static final Span TERMINATION = new Span(1_000, 5_000);

    private final Happening.Job spec;
    private final Cluster cluster;
    private final Set<SimulatedPod> active = new HashSet<>();
    private final Set<SimulatedPod> working = new HashSet<>();
    private int completed;

    JobRun(Happening.Job spec, Cluster cluster) {
        this.spec = spec;
        this.cluster = cluster;
    }

    /** Creates the Pods that may run now. */
    void manage() {
        while (active.size() < Math.min(spec.parallelism(), spec.completions() - completed)) {
            active.add(cluster.create(spec.name(), spec.labels(), this));
        }
    }

    @Override
    public Span startup() {
        return spec.startup();
    }

    @Override
    public Span termination() {
        return TERMINATION;
    }

    @Override
    public void changed(SimulatedPod pod) {
        if (!pod.isActive()) {
            active.remove(pod);
        } else if (pod.isReady() && working.add(pod)) {
            cluster.agenda().after(spec.run().draw(cluster.random()), () -> finish(pod));
        }
        manage();
    }

    /** A Pod that is not ready now begins anew when it is. */
    private void finish(SimulatedPod pod) {
        working.remove(pod);
        if (pod.isAvailable()) {
            completed++;
            cluster.end(pod);
        }
    }

    @Override
    public boolean allowsEviction(SimulatedPod pod) {
        return true;
    }
}
