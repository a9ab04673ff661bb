package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedApiServer.class)
final class LegacyEndpointsIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    private Scenario scenario;
    private Cluster cluster;
    private EndpointsView endpoints;

    @BeforeEach
    void open(ApiServer server) {
        scenario = new Scenario(server).running();
        cluster = scenario.cluster();
        endpoints = scenario.endpoints();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName("L1, L2: the object comes with its Service, follows its Pods, and goes with it")
    void followsPodsAndService() {
        cluster.createService("web");
        endpoints.awaitRight("web");
        assertThat(endpoints.get("web").getSubsets()).isEmpty();

        cluster.createReadyPods("web", 0, 3);
        cluster.createPod("web-starting", Map.of(Cluster.APP, "web"), pod -> pod);
        cluster.setReady("web-starting", false);
        endpoints.awaitRight("web");
        cluster.setReady("web-starting", true);
        endpoints.awaitRight("web");
        cluster.terminate("web-0");
        endpoints.awaitRight("web");
        cluster.fail("web-1");
        endpoints.awaitRight("web");
        cluster.editService(
                "web",
                service -> service.editMetadata()
                        .addToLabels("team", "a")
                        .endMetadata()
                        .editSpec()
                        .addNewPort()
                        .withName("metrics")
                        .withPort(9090)
                        .withTargetPort(new IntOrString(9090))
                        .endPort()
                        .endSpec());
        endpoints.awaitRight("web");
        scenario.awaitRight("web");

        cluster.deleteService("web");
        endpoints.awaitGone("web");
    }

    @Test
    @DisplayName("L2: only the first IP family of a dual-stack Service is in it")
    void firstFamily() {
        cluster.createService(
                "web",
                service -> service.editSpec()
                        .withIpFamilyPolicy("RequireDualStack")
                        .withIpFamilies("IPv6", "IPv4")
                        .endSpec());
        cluster.createReadyPods("web", 0, 3);
        endpoints.awaitRight("web");
        assertThat(endpoints.get("web").getSubsets().get(0).getAddresses())
                .hasSize(3)
                .allMatch(address -> address.getIp().contains(":"));
    }

    @Test
    @DisplayName("R2: what somebody edits, takes out or deletes is put right")
    void repair() {
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 4);
        endpoints.awaitRight("web");
        scenario.controller().awaitIdle();

        endpoints.edit("web", object -> object.withSubsets(List.of()));
        endpoints.awaitRight("web");
        endpoints.edit(
                "web",
                object -> object.editMetadata()
                        .removeFromLabels("endpoints.kubernetes.io/managed-by")
                        .endMetadata());
        endpoints.awaitRight("web");
        endpoints.delete("web");
        endpoints.awaitRight("web");
    }

    @Test
    @DisplayName(
            "E15, L6: the annotation tells when the change happened; a change that is not in the object writes nothing")
    void onlyWhatMattersIsWritten() {
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 4);
        scenario.awaitRight("web");
        endpoints.awaitRight("web");
        scenario.controller().awaitIdle();
        assertThat(endpoints.get("web").getMetadata().getAnnotations())
                .containsKey("endpoints.kubernetes.io/last-change-trigger-time");
        cluster.terminate("web-0");
        scenario.awaitRight("web");
        endpoints.awaitRight("web");
        scenario.controller().awaitIdle();
        String version = endpoints.version("web");

        cluster.finish("web-0"); // it is in slices until then, and in the Endpoints no longer
        scenario.awaitRight("web");
        scenario.controller().awaitIdle();

        assertThat(endpoints.version("web")).isEqualTo(version);
    }

    @Test
    @DisplayName(
            "L5: of 1,500 Pods 1,000 are kept; a Pod beyond the cut that flips writes nothing, one within is replaced")
    void truncation() {
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 1500);
        scenario.awaitRight("web", LONG);
        endpoints.awaitRight("web");
        scenario.controller().awaitIdle();
        assertThat(endpoints.get("web").getMetadata().getAnnotations())
                .containsEntry("endpoints.kubernetes.io/over-capacity", "truncated");
        Set<String> kept = pods(endpoints.get("web"));
        String beyond = Cluster.names("web", 0, 1500).stream()
                .filter(pod -> !kept.contains(pod))
                .findFirst()
                .orElseThrow();
        String version = endpoints.version("web");

        cluster.setReady(beyond, false);
        scenario.awaitRight("web");
        scenario.controller().awaitIdle();
        cluster.setReady(beyond, true);
        scenario.awaitRight("web");
        scenario.controller().awaitIdle();
        assertThat(endpoints.version("web")).as("no Endpoints write").isEqualTo(version);

        String within = kept.iterator().next();
        cluster.finish(within);
        scenario.awaitRight("web");
        endpoints.awaitRight("web");
        scenario.controller().awaitIdle();
        Set<String> now = pods(endpoints.get("web"));
        assertThat(now).hasSize(EndpointsView.CAPACITY).doesNotContain(within);
        assertThat(now.stream().filter(kept::contains)).as("stay").hasSize(EndpointsView.CAPACITY - 1);
    }

    @Test
    @DisplayName("L1: at the start, what a controller left of a Service that has gone is deleted, and nothing else")
    void leftFromBefore() {
        scenario.stop();
        Map<String, String> managed = Map.of("endpoints.kubernetes.io/managed-by", "endpoint-controller");
        Map<String, String> leader = Map.of("control-plane.alpha.kubernetes.io/leader", "{}");
        endpoints.create(
                "left",
                List.of("10.0.0.1"),
                object -> object.editMetadata().withLabels(managed).endMetadata());
        endpoints.create("by-hand", List.of("10.0.0.1"));
        endpoints.create(
                "lock",
                List.of("10.0.0.1"),
                object -> object.editMetadata()
                        .withLabels(managed)
                        .withAnnotations(leader)
                        .endMetadata());

        scenario.running();

        endpoints.awaitGone("left");
        scenario.controller().awaitIdle();
        assertThat(endpoints.find("by-hand")).isPresent();
        assertThat(endpoints.find("lock")).isPresent();
    }

    @Test
    @DisplayName("L1: a Service that goes while the controller is away, and one that goes while it runs, leave nothing")
    void serviceGoesWhileAway() {
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 2);
        endpoints.awaitRight("web");
        scenario.stop();
        cluster.deleteService("web");
        scenario.running();
        endpoints.awaitGone("web");
    }

    @Test
    @DisplayName("L7: switched off, it writes none and leaves those that stand as they are")
    void switchedOff() {
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 2);
        endpoints.awaitRight("web");
        scenario.controller().awaitIdle();
        String version = endpoints.version("web");

        scenario.runningWithoutLegacyEndpoints();
        cluster.createService("new");
        cluster.createReadyPods("new", 0, 2);
        cluster.setReady("web-0", false);
        cluster.deleteService("web");
        scenario.awaitRight("new");
        scenario.controller().awaitIdle();

        assertThat(endpoints.find("new")).isEmpty();
        assertThat(endpoints.version("web")).isEqualTo(version);
    }

    @Test
    @DisplayName(
            "L6: a create that is refused because the namespace is terminating is dropped; another failure is an Event")
    void refusals() {
        cluster.quota("count/endpoints", 0);
        cluster.createService("web");
        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(endpoints.events("Endpoints", "web"))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.getType()).isEqualTo("Warning");
                            assertThat(event.getReason()).isEqualTo("FailedToCreateEndpoint");
                            assertThat(event.getMessage()).contains("exceeded quota");
                            assertThat(event.getSource().getComponent()).isEqualTo("endpoint-controller");
                            assertThat(event.getCount()).isGreaterThan(1);
                        }));
        cluster.quota("count/endpoints", 10);
        endpoints.awaitRight("web");
        scenario.controller().awaitIdle();

        cluster.terminateNamespace();
        int retries = scenario.controller().retries().size();
        endpoints.delete("web");
        Eventually.staysSo(
                Scenario.QUIET, () -> assertThat(endpoints.find("web")).isEmpty());
        scenario.controller().awaitIdle();
        assertThat(scenario.controller().retries()).hasSize(retries);
    }

    private static Set<String> pods(Endpoints object) {
        return object.getSubsets().stream()
                .flatMap(subset -> subset.getAddresses().stream())
                .map(address -> address.getTargetRef().getName())
                .collect(Collectors.toSet());
    }
}
