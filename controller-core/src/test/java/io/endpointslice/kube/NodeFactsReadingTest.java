package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.model.NodeFacts;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a Node (E7, H2). */
class NodeFactsReadingTest {
    @DisplayName("H2: zone, Ready condition, allocatable CPU")
    @Test
    void everything() {
        assertThat(FactsReader.node(node("True", "3920m")))
                .isEqualTo(new NodeFacts("n1", "zone-a", true, false, 3_920));
    }

    @DisplayName("H2: a Node without a status is not ready and has no CPU")
    @Test
    void nothing() {
        Node bare =
                new NodeBuilder().withNewMetadata().withName("n1").endMetadata().build();

        assertThat(FactsReader.node(bare)).isEqualTo(new NodeFacts("n1", "", false, false, 0));
    }

    @DisplayName("H2: only Ready=True is ready")
    @ParameterizedTest
    @CsvSource({"True, true", "False, false", "Unknown, false"})
    void ready(String status, boolean ready) {
        assertThat(FactsReader.node(node(status, "1")).ready()).isEqualTo(ready);
    }

    @DisplayName("H2: allocatable CPU in thousandths, rounded up")
    @ParameterizedTest
    @CsvSource({"4, 4000", "1500m, 1500", "0.1, 100", "100u, 1", "2k, 2000000", "0, 0"})
    void cpu(String quantity, long milliCpu) {
        assertThat(FactsReader.node(node("True", quantity)).milliCpu()).isEqualTo(milliCpu);
    }

    @DisplayName("H2: a label of the control plane counts with any value")
    @ParameterizedTest
    @CsvSource({
        "node-role.kubernetes.io/control-plane, true",
        "node-role.kubernetes.io/master, true",
        "node-role.kubernetes.io/worker, false"
    })
    void controlPlane(String label, boolean expected) {
        Node node = node("True", "1")
                .edit()
                .editMetadata()
                .addToLabels(label, "")
                .endMetadata()
                .build();

        assertThat(FactsReader.node(node).controlPlane()).isEqualTo(expected);
    }

    private static Node node(String ready, String cpu) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName("n1")
                .addToLabels("topology.kubernetes.io/zone", "zone-a")
                .endMetadata()
                .withNewStatus()
                .withConditions(
                        new NodeConditionBuilder()
                                .withType("MemoryPressure")
                                .withStatus("False")
                                .build(),
                        new NodeConditionBuilder()
                                .withType("Ready")
                                .withStatus(ready)
                                .build())
                .withAllocatable(Map.of("cpu", new Quantity(cpu)))
                .endStatus()
                .build();
    }
}
