package io.endpointslice.kube.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.kube.EndpointsCodec;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.fabric8.kubernetes.api.model.EndpointsList;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an API server said in Protobuf, against what it said of the same in JSON. */
class ServerProtobufTest {
    @DisplayName("Pods, one of them terminating")
    @Test
    void pods() {
        ListMessage<Pod> pods = Sample.list("pods", PodMessage::read);

        List<Pod> expected = Sample.json("pods", PodList.class).getItems();
        expected.stream()
                .flatMap(pod -> pod.getStatus().getConditions().stream())
                .filter(condition -> !condition.getType().equals("Ready"))
                .forEach(condition -> condition.setLastTransitionTime(null));
        assertThat(pods.items()).isNotEmpty().isEqualTo(expected);
        assertThat(pods.items().stream().map(FactsReader::pod))
                .containsExactlyElementsOf(
                        expected.stream().map(FactsReader::pod).toList())
                .anyMatch(pod -> pod.terminating());
    }

    @DisplayName("Nodes")
    @Test
    void nodes() {
        ListMessage<Node> nodes = Sample.list("nodes", NodeMessage::read);

        assertThat(nodes.items())
                .isNotEmpty()
                .isEqualTo(Sample.json("nodes", NodeList.class).getItems());
    }

    @DisplayName("of Services what a rule looks at")
    @Test
    void services() {
        ListMessage<Service> services = Sample.list("services", ServiceMessage::read);

        List<ServiceFacts> expected = Sample.json("services", ServiceList.class).getItems().stream()
                .map(FactsReader::service)
                .toList();
        assertThat(services.items().stream().map(FactsReader::service))
                .isNotEmpty()
                .containsExactlyElementsOf(expected);
    }

    @DisplayName("slices")
    @Test
    void slices() {
        ListMessage<Slice> slices = Sample.list("slices", SliceMessage::read);
        List<Slice> expected = Sample.json("slices", EndpointSliceList.class).getItems().stream()
                .map(SliceCodec::fromApi)
                .toList();

        assertThat(slices.items()).isNotEmpty().isEqualTo(expected);
        assertThat(slices.items().stream()
                        .flatMap(slice -> slice.endpoints().stream())
                        .map(Endpoint::hints))
                .isNotEmpty();
    }

    @DisplayName("Endpoints objects")
    @Test
    void endpoints() {
        ListMessage<LegacyEndpoints> endpoints = Sample.list("endpoints", EndpointsMessage::read);
        List<LegacyEndpoints> expected = Sample.json("endpoints", EndpointsList.class).getItems().stream()
                .map(EndpointsCodec::fromApi)
                .toList();

        assertThat(endpoints.items()).isNotEmpty().isEqualTo(expected);
    }

    @DisplayName("what this controller wrote is what it would write again, to the last byte behind the metadata")
    @Test
    void written() {
        List<Boolean> slices = Sample.list(
                        "written-slices",
                        (bytes, offset, length) -> isContent(
                                SliceMessage.body(SliceMessage.read(bytes, offset, length), Optional.empty()),
                                bytes,
                                offset,
                                length))
                .items();
        List<Boolean> endpoints = Sample.list(
                        "written-endpoints",
                        (bytes, offset, length) -> isContent(
                                EndpointsMessage.body(EndpointsMessage.read(bytes, offset, length), Optional.empty()),
                                bytes,
                                offset,
                                length))
                .items();

        assertThat(slices).isNotEmpty().containsOnly(true);
        assertThat(endpoints).isNotEmpty().containsOnly(true);
    }

    @DisplayName("the page of a list says which one is next, and how many are left")
    @Test
    void pages() {
        ListMeta page = Sample.list("pods", PodMessage::read).metadata();

        assertThat(page).isEqualTo(Sample.json("pods", PodList.class).getMetadata());
        assertThat(page.getContinue()).isNotEmpty();
        assertThat(page.getRemainingItemCount()).isPositive();
    }

    @DisplayName("a message of a watch")
    @Test
    void watch() {
        byte[] bytes = Sample.bytes("watch");

        WatchMessage message = WatchMessage.read(bytes);

        Envelope object = message.object();
        assertThat(message.type()).isEqualTo("ADDED");
        assertThat(object.apiVersion()).isEqualTo("discovery.k8s.io/v1");
        assertThat(object.kind()).isEqualTo("EndpointSlice");
        assertThat(SliceMessage.read(bytes, object.offset(), object.length())).isEqualTo(slice());
    }

    @DisplayName("metadata alone")
    @Test
    void metadata() {
        MetadataPart part = Sample.read("metadata", MetadataPart::read);

        assertThat(part.meta()).isEqualTo(slice().meta());
    }

    @DisplayName("what is not there is refused with a Status")
    @Test
    void status() {
        Status status = Sample.read("not-found", StatusMessage::read);

        assertThat(status).isEqualTo(Sample.json("not-found", Status.class));
        assertThat(status.getCode()).isEqualTo(404);
        assertThat(status.getDetails().getName()).isEqualTo("none");
    }

    private static boolean isContent(Body body, byte[] bytes, int offset, int length) {
        return body.hasContentOf(bytes, MetadataPart.read(bytes, offset, length).content(), offset + length);
    }

    private static Slice slice() {
        return SliceCodec.fromApi(Sample.json("slice", EndpointSlice.class));
    }
}
