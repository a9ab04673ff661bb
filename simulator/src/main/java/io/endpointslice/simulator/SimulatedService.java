package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServicePort;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetPort;
import io.endpointslice.simulator.trace.Trace;
import io.endpointslice.simulator.trace.TraceStep;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The Service of a trace with its Pods and Nodes, at one moment of the trace: what the informers would show. */
final class SimulatedService {
    static final String NAMESPACE = "shop";
    static final String NAME = "web";
    private static final int NODES = 60;
    private static final int ZONES = 3;
    private static final int MILLI_CPU = 4_000;
    private static final ServiceFacts SERVICE = new ServiceFacts(
            new ServiceKey(NAMESPACE, NAME),
            "uid-" + NAME,
            ImmutableMap.of(),
            false,
            Optional.of(ImmutableMap.of("app", NAME)),
            ImmutableList.of(AddressType.IPV4),
            "10.96.0.10",
            false,
            ImmutableList.of(new ServicePort("http", "TCP", new TargetPort.Numbered(8080), Optional.empty())),
            Optional.empty(),
            false,
            false,
            "");
    private static final ImmutableMap<String, NodeFacts> ALL_NODES = nodes();

    private final NavigableMap<Integer, PodFacts> pods = new TreeMap<>();

    /** The Service as it is at the trace's initial sync. */
    SimulatedService(Trace trace) {
        for (int i = 0; i < trace.initialPods(); i++) {
            pods.put(i, pod(i, true, false));
        }
    }

    private static ImmutableMap<String, NodeFacts> nodes() {
        ImmutableMap.Builder<String, NodeFacts> nodes = ImmutableMap.builder();
        for (int i = 0; i < NODES; i++) {
            nodes.put("node-" + i, new NodeFacts("node-" + i, "zone-" + i % ZONES, true, false, MILLI_CPU));
        }
        return nodes.buildOrThrow();
    }

    void apply(TraceStep step) {
        step.remove().forEach(pods::remove);
        step.add().forEach(i -> pods.put(i, pod(i, true, false)));
        step.addNotReady().forEach(i -> pods.put(i, pod(i, false, false)));
        step.update().forEach(i -> pods.computeIfPresent(i, (any, old) -> pod(i, !old.ready(), old.terminating())));
        step.terminate().forEach(i -> pods.computeIfPresent(i, (any, old) -> pod(i, old.ready(), true)));
    }

    int size() {
        return pods.size();
    }

    ServiceSnapshot snapshot(ImmutableList<Slice> slices) {
        return new ServiceSnapshot(SERVICE, ImmutableList.copyOf(pods.values()), ALL_NODES, slices);
    }

    private static PodFacts pod(int i, boolean ready, boolean terminating) {
        return new PodFacts(
                new PodKey(NAMESPACE, Trace.podName(i)),
                "uid-" + i,
                ImmutableMap.of(),
                false,
                ready,
                Optional.empty(),
                terminating,
                ImmutableList.of("10." + (64 + (i >> 16)) + "." + ((i >> 8) & 255) + "." + (i & 255)),
                "",
                "",
                "node-" + i % NODES,
                ImmutableList.of());
    }
}
