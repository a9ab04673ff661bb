package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedApiServer.class)
final class RepairIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private ApiServer server;
    private Scenario scenario;

    @BeforeEach
    void open(ApiServer shared) {
        server = shared;
        scenario = new Scenario(server).running(10);
        scenario.cluster().createService("web");
        scenario.cluster().createReadyPods("web", 0, 20);
        scenario.awaitRight("web");
        scenario.controller().awaitIdle();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName("R2: an endpoint that somebody took out of a slice is back within seconds, by one write")
    void handEditedEndpoints() {
        EndpointSlice victim = scenario.slices().of("web").get(0);
        scenario.gaps().excuse(victim.getEndpoints().get(0).getTargetRef().getName());
        SliceWatch.Writes before = scenario.slices().writes();

        edit(victim, slice -> slice.removeFromEndpoints(victim.getEndpoints().get(0)));

        awaitWrites(before, 2); // the edit and the repair
        scenario.awaitRight("web", SOON);
        assertThat(scenario.writesSince(before)).isEqualTo(new SliceWatch.Writes(0, 2, 0));
    }

    @Test
    @DisplayName("Q4: a slice whose reserved label somebody changed is repaired")
    void handEditedLabel() {
        EndpointSlice victim = scenario.slices().of("web").get(0);
        SliceWatch.Writes before = scenario.slices().writes();

        edit(
                victim,
                slice -> slice.editMetadata()
                        .addToLabels("service.kubernetes.io/headless", "")
                        .endMetadata());

        awaitWrites(before, 2);
        scenario.awaitRight("web", SOON);
        assertThat(scenario.slices().of("web"))
                .allSatisfy(slice -> assertThat(slice.getMetadata().getLabels())
                        .doesNotContainKey("service.kubernetes.io/headless"));
    }

    @Test
    @DisplayName("R2: a slice that somebody deleted is restored within seconds, by one write")
    void deletedSlice() {
        EndpointSlice victim = scenario.slices().of("web").get(0);
        victim.getEndpoints()
                .forEach(endpoint ->
                        scenario.gaps().excuse(endpoint.getTargetRef().getName()));
        SliceWatch.Writes before = scenario.slices().writes();

        server.client().resource(victim).delete();

        awaitWrites(before, 2); // the deletion and the repair
        scenario.awaitRight("web", SOON);
        assertThat(scenario.writesSince(before)).isEqualTo(new SliceWatch.Writes(1, 0, 1));
    }

    @Test
    @DisplayName("E10: slices of another manager are left alone, whatever stands in them")
    void foreignSlice() {
        SliceWatch.Writes before = scenario.slices().writes();
        server.client()
                .resource(new EndpointSliceBuilder()
                        .withNewMetadata()
                        .withName("by-hand")
                        .withNamespace(scenario.cluster().namespace())
                        .addToLabels("kubernetes.io/service-name", "web")
                        .addToLabels("endpointslice.kubernetes.io/managed-by", "me")
                        .endMetadata()
                        .withAddressType("IPv4")
                        .addNewEndpoint()
                        .withAddresses("192.0.2.7")
                        .endEndpoint()
                        .build())
                .create();

        awaitWrites(before, 1); // that one
        scenario.assertSilent();
    }

    private void edit(EndpointSlice slice, UnaryOperator<EndpointSliceBuilder> change) {
        server.client()
                .resource(slice)
                .edit(now -> change.apply(new EndpointSliceBuilder(now)).build());
    }

    private void awaitWrites(SliceWatch.Writes before, int count) {
        Eventually.within(
                SOON,
                () -> assertThat(scenario.slices().writes().since(before).total())
                        .isEqualTo(count));
    }
}
