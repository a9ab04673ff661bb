package io.endpointslice.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.cli.demo.Publication.Address;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.ServiceKey;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher.Action;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PublicationTest {
    private static final Address A = new Address("shop", "10.0.0.1");

    private final EmbeddedApi api = new EmbeddedApi(ImmutableList.of(), 1);
    private final KubernetesClient client = api.client();
    private final Publication publication = new Publication(client);

    @AfterEach
    void close() {
        publication.close();
        client.close();
        api.close();
    }

    private void event(Action action, String slice, boolean ready, String... ips) {
        EndpointSliceBuilder object = new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName(slice)
                .addToLabels(KubernetesNames.SERVICE_NAME_LABEL, "web")
                .endMetadata()
                .withAddressType("IPv4");
        for (String ip : ips) {
            object.addNewEndpoint()
                    .withAddresses(ip)
                    .withNewConditions()
                    .withReady(ready)
                    .endConditions()
                    .endEndpoint();
        }
        publication.eventReceived(action, object.build());
    }

    @Test
    void anEndpointThatLeavesAllSlicesIsMissing() {
        publication.hold(ImmutableSet.of(A));
        event(Action.ADDED, "one", true, A.ip());
        event(Action.MODIFIED, "one", true);

        assertThat(publication.missing()).isEqualTo(1);
    }

    @Test
    void anEndpointThatIsTakenOverFirstIsNot() {
        publication.hold(ImmutableSet.of(A));
        event(Action.ADDED, "one", true, A.ip());
        event(Action.ADDED, "two", true, A.ip());
        event(Action.DELETED, "one", true, A.ip());

        assertThat(publication.missing()).isZero();
        assertThat(publication.slices()).extracting(slice -> slice.name()).containsExactly("two");
    }

    @Test
    void anEndpointThatIsNoLongerReadyIsMissing() {
        publication.hold(ImmutableSet.of(A));
        event(Action.ADDED, "one", true, A.ip());
        event(Action.MODIFIED, "one", false, A.ip());

        assertThat(publication.missing()).isEqualTo(1);
    }

    @Test
    void anEndpointOfAPodThatEndsMayGo() {
        publication.hold(ImmutableSet.of(A));
        event(Action.ADDED, "one", true, A.ip());
        publication.release(ImmutableSet.of(A));
        event(Action.MODIFIED, "one", true);

        assertThat(publication.missing()).isZero();
    }

    @Test
    void itSeesWhatIsWrittenThroughTheServer() throws InterruptedException {
        EndpointSlice slice = new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withGenerateName("web-")
                .addToLabels(KubernetesNames.SERVICE_NAME_LABEL, "web")
                .endMetadata()
                .withAddressType("IPv4")
                .addNewEndpoint()
                .withAddresses(A.ip())
                .endEndpoint()
                .build();

        EndpointSlice created = client.resource(slice).create();

        assertThat(created.getMetadata().getName()).matches("web-[a-z0-9]{5}");
        assertThat(publication.awaitReady(
                        new ServiceKey("shop", "web"), ImmutableSet.of(A), ImmutableSet.of(), Duration.ofSeconds(30)))
                .isTrue();
    }
}
