package io.endpointslice.e2e;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The commands that look at a cluster, on what the controller has published before: a small Service, of which somebody has
 * written a slice by hand as well, and one of more Pods than an Endpoints object holds. They have the rights that the
 * manifests in {@code deploy/} give, and no others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedApiServer.class)
final class ReadingCommandsIT {
    private static final int PODS = 1050;

    private ApiServer server;
    private Scenario scenario;
    private String namespace;
    private long auditStart;

    @BeforeAll
    void publish(ApiServer shared) {
        server = shared;
        scenario = new Scenario(server);
        Cluster cluster = scenario.cluster();
        namespace = cluster.namespace();
        cluster.createService("web", Cluster::withAdminPort);
        cluster.createReadyPods("web", 0, 5);
        cluster.createPod("web-starting", Map.of(Cluster.APP, "web"), pod -> pod);
        cluster.setReady("web-starting", false);
        cluster.createService("big");
        cluster.createReadyPods("big", 0, PODS);
        scenario.running().awaitRight("big");
        scenario.awaitRight("web");
        scenario.controller().awaitIdle();
        scenario.stop();
        copyByHand(scenario.slices().of("web").get(0));
        auditStart = server.audit().end();
    }

    @AfterEach
    void assertNothingWritten() {
        assertThat(server.audit().since(auditStart))
                .noneMatch(write -> write.user().equals(Deploy.user(Deploy.NAME)));
    }

    @AfterAll
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName("diff: nothing where the controller is done, exit code 0; what another cap would take, exit code 1")
    void diff() {
        assertThat(run("diff", "-n", namespace).orFail()).isEmpty();

        Program lower = run("diff", "big", "-n", namespace, "--max-endpoints-per-slice=50", "-o", "summary");
        assertThat(lower.exitCode()).as(lower.output()).isEqualTo(1);
        assertThat(lower.output()).contains(": 10 creates, 10 updates, 0 deletes; 1 slice unchanged");
    }

    @Test
    @DisplayName("inspect -A: slices, fill, duplicates, truncation and managers of each Service")
    void inspect() {
        assertThat(rows(run("inspect", "-A")))
                .contains(
                        "SERVICE | SLICES | IDEAL | ENDPOINTS | FILL | DUP | OVER | ORPHANS | MANAGED BY",
                        namespace + "/web | 2 | 2 | 6 | 3% | 6 | - | - | by hand 1, controller 1",
                        namespace + "/big | 11 | 11 | 1050 | 95% | - | 1 | - | controller",
                        "endpointslice-controller/endpointslice-controller | 1 | 1 | 0 | 0% | - | - | - | controller");
    }

    @Test
    @DisplayName("inspect -A -o json: the same for programs")
    void inspectAsJson() {
        GenericKubernetesResource report = new KubernetesSerialization()
                .unmarshal(run("inspect", "-A", "-o", "json").orFail(), GenericKubernetesResource.class);

        List<Map<String, Object>> services = report.get("services");
        assertThat(services)
                .filteredOn(service -> (namespace + "/big").equals(service.get("name")))
                .singleElement()
                .satisfies(big -> assertThat(big)
                        .containsEntry("slices", 11)
                        .containsEntry("waste", 0)
                        .containsEntry("endpoints", PODS)
                        .containsEntry("overCapacity", 1)
                        .containsEntry("managedBy", Map.of("endpointslice-controller.k8s.io", 11))
                        .containsEntry("endpointsObject", Map.of("addresses", 1000, "byHand", false)));
    }

    @Test
    @DisplayName("resolve SERVICE[:PORT]: each ready Pod once, from all slices; without a port for each port")
    void resolve() {
        Program http = run("resolve", "web:http", "-n", namespace);
        assertThat(http.orFail())
                .startsWith(namespace + "/web port http 80/TCP, IPv4: 6 backends in 2 slices, 5 ready\n");
        assertThat(backends(http)).containsExactlyInAnyOrderElementsOf(ready("web", 8080));

        assertThat(backends(run("resolve", "web", "-n", namespace)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(8080, 9090)
                        .flatMap(port -> ready("web", port).stream())
                        .toList());
    }

    @Test
    @DisplayName("resolve -o apisix: the ready Pods as upstream nodes")
    void resolveForApisix() {
        String nodes = readyPods("web")
                .map(pod -> "  {\"host\":\"%s\",\"port\":9090,\"weight\":100}"
                        .formatted(pod.getStatus().getPodIP()))
                .sorted()
                .collect(joining(",\n"));

        assertThat(run("resolve", "web:81", "-n", namespace, "-o", "apisix").orFail())
                .isEqualTo("[\n" + nodes + "\n]\n");
    }

    @Test
    @DisplayName("L5: resolve --from-endpoints: the addresses of the legacy object, and how many it has lost")
    void resolveFromEndpoints() {
        Program big = run("resolve", "big", "-n", namespace, "--from-endpoints");

        List<String> published = scenario.endpoints().get("big").getSubsets().stream()
                .flatMap(subset -> subset.getAddresses().stream())
                .map(EndpointAddress::getIp)
                .toList();
        assertThat(backends(big))
                .extracting(row -> row.substring(0, row.indexOf(' ')))
                .containsExactlyInAnyOrderElementsOf(published);
        assertThat(big.orFail())
                .contains("1000 backends in Endpoints, 1000 ready")
                .contains("Lost: 50 of the 1050 ready backends in the slices, since Endpoints is truncated.");
    }

    private Program run(String... arguments) {
        return Jar.run(Stream.concat(Stream.of(arguments), Stream.of("--kubeconfig=" + server.controllerKubeconfig()))
                .toArray(String[]::new));
    }

    /** The lines of what a command printed, with a bar between columns. */
    private static ImmutableList<String> rows(Program command) {
        return command.orFail()
                .lines()
                .map(line -> line.strip().replaceAll(" {3,}", " | "))
                .collect(toImmutableList());
    }

    /** The lines of the backends that {@code resolve} printed. */
    private static ImmutableList<String> backends(Program resolve) {
        return rows(resolve).stream().filter(row -> row.contains(" | ready | ")).collect(toImmutableList());
    }

    /** The lines that it has to print for the ready Pods of that app. */
    private ImmutableList<String> ready(String app, int port) {
        return readyPods(app)
                .map(pod -> "%s | %d | ready | %s | %s | Pod/%s"
                        .formatted(
                                pod.getStatus().getPodIP(),
                                port,
                                zone(pod.getSpec().getNodeName()),
                                pod.getSpec().getNodeName(),
                                pod.getMetadata().getName()))
                .collect(toImmutableList());
    }

    private Stream<Pod> readyPods(String app) {
        return scenario.cluster().pods().stream()
                .filter(pod -> app.equals(pod.getMetadata().getLabels().get(Cluster.APP)))
                .filter(Cluster::isReady);
    }

    private String zone(String node) {
        Map<String, String> labels =
                server.client().nodes().withName(node).require().getMetadata().getLabels();
        return String.valueOf(labels.get("topology.kubernetes.io/zone"));
    }

    private void copyByHand(EndpointSlice slice) {
        server.client()
                .resource(new EndpointSliceBuilder(slice)
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("web-by-hand")
                        .addToLabels("kubernetes.io/service-name", "web")
                        .endMetadata()
                        .build())
                .create();
    }
}
