package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedApiServer.class)
final class ServiceChangesIT {
    private ApiServer server;
    private Scenario scenario;
    private Cluster cluster;

    @BeforeEach
    void open(ApiServer shared) {
        server = shared;
        scenario = new Scenario(server).running(10);
        cluster = scenario.cluster();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName("E2, E13: a changed selector exchanges the endpoints; one that matches nothing leaves a placeholder")
    void selectorChange() {
        cluster.createService("web");
        List<String> blue = cluster.createReadyPods("web", 0, 15);
        cluster.createReadyPods("green", 0, 15);
        scenario.awaitRight("web");

        blue.forEach(pod -> scenario.gaps().excuse(pod, "web"));
        select("green");
        scenario.awaitRight("web");

        cluster.pods().forEach(pod -> scenario.gaps().excuse(pod.getMetadata().getName()));
        select("nobody");
        scenario.awaitRight("web");
        assertThat(scenario.slices().of("web"))
                .singleElement()
                .satisfies(slice -> assertThat(slice.getEndpoints()).isEmpty());
    }

    @Test
    @DisplayName("E10: a changed label of the Service is written to each slice, once")
    void serviceLabelChange() {
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 25);
        scenario.awaitRight("web");
        scenario.controller().awaitIdle();
        SliceWatch.Writes before = scenario.slices().writes();
        int slices = scenario.slices().of("web").size();

        cluster.editService(
                "web",
                service -> service.editMetadata().addToLabels("team", "a").endMetadata());

        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(scenario.slices().of("web"))
                        .allSatisfy(slice ->
                                assertThat(slice.getMetadata().getLabels()).containsEntry("team", "a")));
        scenario.awaitRight("web");
        assertThat(scenario.writesSince(before).total()).isLessThanOrEqualTo(slices);
    }

    @Test
    @DisplayName("E1: when a Service is deleted, nothing is written: its slices are for the garbage collector")
    void serviceDeleted() {
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 15);
        scenario.awaitRight("web");
        scenario.controller().awaitIdle();
        List<EndpointSlice> before = scenario.slices().of("web");

        cluster.deleteService("web");
        cluster.setReady("web-0", false);

        scenario.assertSilent();
        assertThat(scenario.slices().of("web")).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    @DisplayName(
            "E12, P3: a Service made anew gets slices of its own; those of the old one are deleted, and none is missing")
    void serviceRecreated() {
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 15);
        scenario.awaitRight("web");
        scenario.controller().awaitIdle();
        SliceWatch.Writes before = scenario.slices().writes();
        int old = scenario.slices().of("web").size();

        cluster.deleteService("web");
        cluster.createService("web");

        scenario.awaitRight("web"); // looks at the owner's UID too
        assertThat(scenario.writesSince(before)).isEqualTo(new SliceWatch.Writes(2, 0, old));
    }

    @Test
    @DisplayName("R1: Services of the same name in two namespaces have nothing to do with each other")
    void sameNameInTwoNamespaces() {
        try (Scenario other = new Scenario(server)) {
            cluster.createService("web");
            other.cluster().createService("web");
            cluster.createReadyPods("web", 0, 3);
            other.cluster().createReadyPods("web", 0, 5);

            scenario.awaitRight("web");
            other.awaitRight("web");

            cluster.setReady("web-1", false);
            other.cluster().finish("web-1");
            scenario.awaitRight("web");
            other.awaitRight("web");
            assertThat(other.slices().of("web"))
                    .singleElement()
                    .satisfies(slice -> assertThat(slice.getEndpoints()).hasSize(4));
        }
    }

    @Test
    @DisplayName("E4, E5: a dual-stack Service has slices of both types; the type that it gives up is deleted")
    void dualStack() {
        cluster.createService(
                "web",
                service -> service.editSpec()
                        .withIpFamilyPolicy("RequireDualStack")
                        .endSpec());
        cluster.createReadyPods("web", 0, 15);
        scenario.awaitRight("web");
        assertThat(scenario.slices().of("web"))
                .extracting(EndpointSlice::getAddressType)
                .contains("IPv4", "IPv6");

        cluster.pods().forEach(pod -> scenario.gaps().excuse(pod.getMetadata().getName()));
        cluster.editService(
                "web",
                service -> service.editSpec()
                        .withIpFamilyPolicy("SingleStack")
                        .withIpFamilies("IPv4")
                        .withClusterIPs(service.buildSpec().getClusterIP())
                        .endSpec());

        scenario.awaitRight("web");
        assertThat(scenario.slices().of("web"))
                .extracting(EndpointSlice::getAddressType)
                .containsOnly("IPv4");
    }

    @Test
    @DisplayName("E3, E8, E10: a headless Service that publishes Pods before they are ready, with host names")
    void headless() {
        cluster.createService(
                "db",
                service -> service.editSpec()
                        .withClusterIP("None")
                        .withPublishNotReadyAddresses(true)
                        .endSpec());
        for (String pod : Cluster.names("db", 0, 3)) {
            cluster.createPod(
                    pod,
                    Map.of(Cluster.APP, "db"),
                    object -> object.editSpec()
                            .withHostname(pod)
                            .withSubdomain("db")
                            .endSpec());
        }

        scenario.awaitRight("db");
        assertThat(scenario.slices().of("db")).singleElement().satisfies(slice -> {
            assertThat(slice.getMetadata().getLabels()).containsEntry("service.kubernetes.io/headless", "");
            assertThat(slice.getEndpoints())
                    .hasSize(3)
                    .allSatisfy(endpoint ->
                            assertThat(endpoint.getConditions().getReady()).isTrue());
        });
    }

    private void select(String app) {
        cluster.editService(
                "web",
                service -> service.editSpec()
                        .withSelector(Map.of(Cluster.APP, app))
                        .endSpec());
    }
}
