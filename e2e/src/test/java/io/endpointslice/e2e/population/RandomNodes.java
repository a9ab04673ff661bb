package io.endpointslice.e2e.population;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nodes in three zones, with CPUs of different number, and one of the control plane in no zone. */
final class RandomNodes {
    private static final String CONTROL_PLANE = "node-of-control-plane";
    /** Pods may name it, but it is not there. */
    private static final String MISSING = "node-that-is-gone";

    private static final int WORKERS = 9;
    private static final List<String> ZONES = List.of("zone-a", "zone-b", "zone-c");
    private static final List<String> CPUS = List.of("4", "8", "7500m");

    private final Chance chance;

    RandomNodes(Chance chance) {
        this.chance = chance;
    }

    ImmutableList<Node> nodes() {
        Node controlPlane = node(CONTROL_PLANE)
                .editMetadata()
                .addToLabels("node-role.kubernetes.io/control-plane", "")
                .endMetadata()
                .build();
        return Stream.concat(IntStream.range(0, WORKERS).mapToObj(this::worker), Stream.of(controlPlane))
                .collect(ImmutableList.toImmutableList());
    }

    /** The name of one of the workers; seldom that of a Node that is not there. */
    String worker() {
        return chance.percent(2) ? MISSING : name(chance.between(0, WORKERS - 1));
    }

    /** The name of one of the workers, or that of the Node in no zone. */
    String any() {
        return chance.percent(50) ? CONTROL_PLANE : name(chance.between(0, WORKERS - 1));
    }

    private Node worker(int i) {
        return node(name(i))
                .editMetadata()
                .addToLabels("topology.kubernetes.io/zone", ZONES.get(i % ZONES.size()))
                .endMetadata()
                .build();
    }

    private NodeBuilder node(String name) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .addToAllocatable("cpu", Quantity.parse(chance.oneOf(CPUS)))
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus();
    }

    private static String name(int i) {
        return "node-" + i;
    }
}
