package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedApiServer.class)
final class MirroringIT {
    private static final String SKIP = "endpointslice.kubernetes.io/skip-mirror";
    private static final String MANAGER = "endpointslicemirroring-controller.k8s.io";

    private ApiServer server;
    private Scenario scenario;
    private Cluster cluster;
    private EndpointsView endpoints;

    @BeforeEach
    void open(ApiServer shared) {
        server = shared;
        scenario = new Scenario(server).running();
        cluster = scenario.cluster();
        endpoints = scenario.endpoints();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName(
            "M1, M3: hand-written Endpoints are mirrored, with their labels and annotations, and the mirror follows")
    void mirrorFollows() {
        withoutSelector("db");
        endpoints.create(
                "db",
                List.of("192.0.2.1", "192.0.2.2"),
                object -> object.editMetadata()
                        .addToLabels("team", "a")
                        .addToAnnotations("note", "by hand")
                        .endMetadata());
        awaitMirrored("db");
        assertThat(mirrors("db")).singleElement().satisfies(slice -> {
            assertThat(slice.getMetadata().getLabels()).containsEntry("team", "a");
            assertThat(slice.getMetadata().getAnnotations()).containsEntry("note", "by hand");
            assertThat(slice.getMetadata().getOwnerReferences())
                    .singleElement()
                    .satisfies(owner -> assertThat(owner.getUid())
                            .isEqualTo(endpoints.get("db").getMetadata().getUid()));
        });
        scenario.controller().awaitIdle();
        SliceWatch.Writes before = scenario.slices().writes();

        endpoints.edit(
                "db",
                object -> object.editFirstSubset()
                        .addNewNotReadyAddress()
                        .withIp("192.0.2.3")
                        .endNotReadyAddress()
                        .endSubset());

        awaitMirrored("db");
        assertThat(scenario.writesSince(before)).isEqualTo(new SliceWatch.Writes(0, 1, 0));
        scenario.assertSilent();
    }

    @Test
    @DisplayName("M2: addresses of both families go to slices of their own")
    void bothFamilies() {
        withoutSelector("db");
        endpoints.create("db", List.of("192.0.2.1", "2001:db8::1"));
        awaitMirrored("db");
        assertThat(mirrors("db")).extracting(EndpointSlice::getAddressType).containsExactlyInAnyOrder("IPv4", "IPv6");
    }

    @Test
    @DisplayName("M1: the skip label takes the mirror away; without it, it is back")
    void skipLabel() {
        withoutSelector("db");
        endpoints.create("db", List.of("192.0.2.1"));
        awaitMirrored("db");
        endpoints.edit(
                "db", object -> object.editMetadata().addToLabels(SKIP, "true").endMetadata());
        awaitNoMirror("db");
        endpoints.edit(
                "db", object -> object.editMetadata().removeFromLabels(SKIP).endMetadata());
        awaitMirrored("db");
    }

    @Test
    @DisplayName("M1: Endpoints that come before their Service are mirrored when it comes, and no longer when it goes")
    void serviceComesAndGoes() {
        endpoints.create("db", List.of("192.0.2.1"));
        Eventually.staysSo(Scenario.QUIET, () -> assertThat(mirrors("db")).isEmpty());
        withoutSelector("db");
        awaitMirrored("db");
        cluster.deleteService("db");
        awaitNoMirror("db");
        endpoints.awaitGone("db"); // L1
    }

    @Test
    @DisplayName(
            "M1: a Service that gains a selector has its own slices and Endpoints; one that loses it is mirrored again")
    void selectorComesAndGoes() {
        withoutSelector("db");
        endpoints.create("db", List.of("192.0.2.1"));
        awaitMirrored("db");
        cluster.createReadyPods("db", 0, 2);
        cluster.editService(
                "db",
                service -> service.editSpec().addToSelector(Cluster.APP, "db").endSpec());
        awaitNoMirror("db");
        scenario.awaitRight("db");
        endpoints.awaitRight("db");
    }

    @Test
    @DisplayName("R2: a mirrored slice that somebody edits or deletes is put right")
    void repair() {
        withoutSelector("db");
        endpoints.create("db", List.of("192.0.2.1", "192.0.2.2"));
        awaitMirrored("db");
        scenario.controller().awaitIdle();

        EndpointSlice victim = mirrors("db").get(0);
        server.client().resource(victim).edit(slice -> {
            slice.getEndpoints().remove(0);
            return slice;
        });
        awaitMirrored("db");
        server.client().resource(victim).delete();
        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(mirrors("db"))
                        .noneMatch(slice -> slice.getMetadata()
                                .getUid()
                                .equals(victim.getMetadata().getUid())));
        awaitMirrored("db");
    }

    @Test
    @DisplayName("M2: above 1,000 addresses of a subset the rest is not mirrored, and an Event says how many")
    void tooMany() {
        withoutSelector("db");
        endpoints.create(
                "db",
                IntStream.range(0, 1003)
                        .mapToObj(i -> "10.%d.%d.1".formatted(200 + i / 256, i % 256))
                        .toList());
        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(mirrors("db"))
                        .singleElement()
                        .satisfies(slice -> assertThat(slice.getEndpoints()).hasSize(1000)));
        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(endpoints.events("Endpoints", "db"))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.getReason()).isEqualTo("TooManyAddressesToMirror");
                            assertThat(event.getMessage()).contains("1000").contains("3 addresses");
                            assertThat(event.getSource().getComponent())
                                    .isEqualTo("endpoint-slice-mirroring-controller");
                        }));
    }

    @Test
    @DisplayName("M1: what ceased to be mirrored while the controller was away is taken away at its start")
    void changedWhileAway() {
        withoutSelector("db");
        Endpoints object = endpoints.create("db", List.of("192.0.2.1"));
        awaitMirrored("db");
        scenario.stop();
        endpoints.edit(
                object.getMetadata().getName(),
                now -> now.editMetadata().withLabels(Map.of(SKIP, "true")).endMetadata());
        scenario.running();
        awaitNoMirror("db");
    }

    private void withoutSelector(String name) {
        cluster.createService(
                name, service -> service.editSpec().withSelector(Map.of()).endSpec());
    }

    private void awaitMirrored(String name) {
        Endpoints object = endpoints.get(name);
        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(EndpointsOracle.actual(mirrors(name)))
                        .as("slices that mirror %s", name)
                        .isEqualTo(EndpointsOracle.mirrored(object)));
    }

    private void awaitNoMirror(String name) {
        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(mirrors(name))
                        .as("slices that mirror %s", name)
                        .isEmpty());
    }

    private List<EndpointSlice> mirrors(String name) {
        return scenario.slices().of(name).stream()
                .filter(slice ->
                        MANAGER.equals(slice.getMetadata().getLabels().get("endpointslice.kubernetes.io/managed-by")))
                .toList();
    }
}
