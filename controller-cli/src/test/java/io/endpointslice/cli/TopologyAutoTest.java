package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Hints by the topology annotation Auto in plans for manifests (H2, H3). */
class TopologyAutoTest {
    private static final String SERVICE = Yaml.SERVICE.replace(
            "metadata:\n", "metadata:\n  annotations: {service.kubernetes.io/topology-mode: Auto}\n");
    private static final String PODS = Yaml.documents(pod("a1", "a"), pod("a2", "a"), pod("a3", "a"), pod("b1", "b"));

    @DisplayName("H2, H3: plan hints by the CPU of the Nodes in the manifests, written as a number or as a text")
    @ParameterizedTest
    @CsvSource({"4, 4", "'\"4\"', 4000m", "2.5, 2500m"})
    void hints(String cpuA, String cpuB) {
        CommandRun run = plan(node("a", "True", cpuA), node("b", "True", cpuB));

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.err()).isEmpty();
        assertThat(hints(run)).isEqualTo(Map.of("a1", "b", "a2", "a", "a3", "a", "b1", "b"));
    }

    @Test
    @DisplayName("H4: plan says why there are no hints")
    void withheld() {
        CommandRun run = plan(node("a", "True", "4"), node("b", "False", "4"));

        assertThat(run.code()).isEqualTo(0);
        assertThat(hints(run).values()).containsOnly("");
        assertThat(run.err())
                .isEqualTo(
                        "note: Service shop/web: TopologyAwareHintsDisabled: Nodes only ready in one zone, addressType:"
                                + " IPv4\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lots", "'1 2'", "4x"})
    void cpuThatIsNone(String cpu) {
        CommandRun run = plan(node("a", "True", cpu));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("Node a: status.allocatable.cpu: ")
                .endsWith(" is no quantity such as 4 or 3920m");
    }

    private static CommandRun plan(String... nodes) {
        String input = Yaml.documents(SERVICE, PODS, Yaml.documents(nodes));
        return CommandRun.withInput(input, "plan", "-f", "-", "-o", "json");
    }

    private static Map<String, String> hints(CommandRun run) {
        Map<String, String> hints = new TreeMap<>();
        for (JsonNode endpoint : run.json().at("/writes/0/object/endpoints")) {
            hints.put(
                    endpoint.at("/targetRef/name").asString(),
                    endpoint.at("/hints/forZones/0/name").asString(""));
        }
        return hints;
    }

    private static String pod(String name, String zone) {
        return Yaml.pod(name, "10.0." + (name.charAt(0) - 'a') + "." + name.substring(1))
                .replace("n1", zone);
    }

    private static String node(String name, String ready, String cpu) {
        return """
                apiVersion: v1
                kind: Node
                metadata:
                  name: %1$s
                  labels: {topology.kubernetes.io/zone: %1$s}
                status:
                  allocatable: {cpu: %3$s, memory: 8Gi}
                  conditions: [{type: Ready, status: "%2$s"}]
                """.formatted(name, ready, cpu);
    }
}
