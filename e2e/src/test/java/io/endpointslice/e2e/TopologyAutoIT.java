package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Service with the topology annotation Auto: 12 Pods, 2 on each of the Nodes n0 to n5, which are in the zones z0 to z2. */
@ExtendWith(SharedApiServer.class)
final class TopologyAutoIT {
    private static final List<String> NODES = List.of("n0", "n1", "n2", "n3", "n4", "n5");
    private static final int PODS = 12;

    private Scenario scenario;
    private Cluster cluster;

    @BeforeEach
    void open(ApiServer server) {
        scenario = new Scenario(server);
        cluster = scenario.cluster();
        NODES.forEach(node -> cluster.reportNode(node, true, "4"));
        scenario.running(5);
        IntStream.range(0, PODS).forEach(this::createPod);
        cluster.createService(
                "web",
                service -> service.editMetadata()
                        .addToAnnotations("service.kubernetes.io/topology-mode", "Auto")
                        .endMetadata());
        scenario.awaitRight("web");
        awaitHints(4, 4, 4);
        scenario.controller().awaitIdle();
    }

    @AfterEach
    void close() {
        NODES.forEach(node -> cluster.reportNode(node, false, "0"));
        scenario.close();
    }

    @Test
    @DisplayName(
            "H4: a zone that gains CPU is hinted to more endpoints, at the cost of few slices; a heartbeat changes nothing")
    void zoneGainsCpu() {
        SliceWatch.Writes before = scenario.slices().writes();
        int slices = scenario.slices().of("web").size();

        cluster.reportNode("n0", true, "12");

        // 5/9 and twice 2/9 of 12, over 1.2, rounded up
        awaitHints(6, 3, 3);
        assertThat(scenario.writesSince(before).total()).isBetween(1, slices - 1);
        cluster.reportNode("n0", true, "12");
        scenario.assertSilent();
    }

    @Test
    @DisplayName("H4: the zone of a Node that ceases to be ready is hinted to fewer endpoints")
    void nodeNotReady() {
        cluster.reportNode("n3", true, "2");

        // 3/11 and twice 4/11 of 12, over 1.2, rounded up: 3, 4 and 4 at least, which they have
        scenario.assertSilent();
        cluster.reportNode("n0", false, "4");

        // 1/9 and twice 4/9
        awaitHints(2, 5, 5);
        cluster.reportNode("n3", false, "2");

        // the zone is gone
        awaitHints(0, 6, 6);
        cluster.reportNode("n0", true, "2");
        awaitHints(2, 5, 5);
    }

    @Test
    @DisplayName("H2, H4: with fewer ready endpoints than zones there are no hints, and users are told once")
    void fewerEndpointsThanZones() {
        List<String> pods = Cluster.names("web", 2, PODS - 2);

        cluster.together(pods, pod -> cluster.setReady(pod, false));

        scenario.awaitRight("web");
        Eventually.within(Eventually.PATIENCE, () -> assertThat(hints()).isEmpty());
        scenario.controller().awaitIdle();
        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(told("Insufficient number of endpoints (2 endpoints"))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.getType()).isEqualTo("Warning");
                            assertThat(event.getReason()).isEqualTo("TopologyAwareHintsDisabled");
                            assertThat(event.getMessage())
                                    .isEqualTo(
                                            "Insufficient number of endpoints (2 endpoints, 3 zones), addressType: IPv4");
                            assertThat(event.getSource().getComponent()).isEqualTo("endpoint-slice-controller");
                            assertThat(event.getCount()).isEqualTo(1);
                        }));
        assertThat(told("Topology Aware Hints has been enabled, addressType: IPv4"))
                .isNotEmpty();
    }

    private void createPod(int number) {
        String name = "web-" + number;
        cluster.createPod(
                name,
                Map.of(Cluster.APP, "web"),
                pod -> pod.editSpec()
                        .withNodeName(NODES.get(number % NODES.size()))
                        .endSpec());
        cluster.setReady(name, true);
    }

    private void awaitHints(int z0, int z1, int z2) {
        Map<String, Integer> expected = new TreeMap<>(Map.of("z0", z0, "z1", z1, "z2", z2));
        expected.values().removeIf(count -> count == 0);
        Eventually.within(Eventually.PATIENCE, () -> assertThat(hints()).isEqualTo(expected));
    }

    /** The Events about the Service whose message begins so. */
    private List<Event> told(String message) {
        return scenario.endpoints().events("Service", "web").stream()
                .filter(event -> event.getMessage().startsWith(message))
                .toList();
    }

    /** Zone to the number of endpoints that are hinted for it. */
    private Map<String, Integer> hints() {
        Map<String, Integer> hints = new TreeMap<>();
        scenario.slices().of("web").stream()
                .map(EndpointSlice::getEndpoints)
                .flatMap(List::stream)
                .map(Endpoint::getHints)
                .flatMap(all -> Optional.ofNullable(all).stream())
                .forEach(all -> all.getForZones().forEach(zone -> hints.merge(zone.getName(), 1, Integer::sum)));
        return hints;
    }
}
