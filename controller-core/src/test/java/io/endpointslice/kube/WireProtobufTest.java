package io.endpointslice.kube;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.fixtures.ApiObjects;
import io.endpointslice.kube.protobuf.ApiProtobuf;
import io.endpointslice.kube.protobuf.Body;
import io.endpointslice.kube.protobuf.EndpointsMessage;
import io.endpointslice.kube.protobuf.Sample;
import io.endpointslice.kube.protobuf.SliceMessage;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceWrite;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Events and lists in Protobuf, as the client is given them; the same in JSON is in {@link WireSerializationTest}. */
class WireProtobufTest {
    private static final ImmutableSortedSet<Reason> REASONS = ImmutableSortedSet.of(Reason.ENDPOINT_CHANGED);
    private static final Slice SLICE = slice(service("web").build(), "web-1")
            .endpoint("web-1", "10.0.0.1")
            .endpoint("web-2", "10.0.0.2")
            .build();
    private static final LegacyEndpoints ENDPOINTS = EndpointsCodec.fromApi(ApiObjects.endpoints("web", "10.0.0.1"));
    private static final Body SLICE_BODY = SliceMessage.body(SLICE, Optional.empty());
    private static final Body ENDPOINTS_BODY = EndpointsMessage.body(ENDPOINTS, Optional.empty());
    private static final Metadata STORED = stored(SLICE.meta());
    private static final String SLICE_EVENT =
            new String(ApiProtobuf.event("MODIFIED", ApiProtobuf.stored(SLICE_BODY, STORED)), ISO_8859_1);

    private final WireSerialization wire = LeanJson.create(WireFormat.PROTOBUF);

    @Test
    @DisplayName("a slice that comes back as it was sent is known without being read, under the metadata of the event")
    void ownSlice() {
        wire.sent().add(update(SLICE), new ProtobufBody(SLICE_BODY));

        EndpointSlice seen = (EndpointSlice) object("MODIFIED", ApiProtobuf.stored(SLICE_BODY, STORED));

        Slice read = SliceCodec.fromApi(seen);
        assertThat(read.endpoints()).isSameAs(SLICE.endpoints());
        assertThat(read).isEqualTo(new Slice(STORED, SLICE.addressType(), SLICE.ports(), SLICE.endpoints()));
        assertThat(seen.getMetadata().getNamespace()).isEqualTo(STORED.namespace());
        assertThat(seen.getMetadata().getName()).isEqualTo("web-1");
        assertThat(seen.getMetadata().getResourceVersion()).isEqualTo("8");
        assertThat(wire.sent().isEmpty()).isTrue();
        assertThat(wire.sent().changed()).isZero();
    }

    @Test
    @DisplayName("the same of an Endpoints object")
    void ownEndpoints() {
        wire.sent().add(new EndpointsWrite.Update(ENDPOINTS, ENDPOINTS, REASONS), new ProtobufBody(ENDPOINTS_BODY));
        Metadata meta = stored(ENDPOINTS.meta());

        HasMetadata seen = object("MODIFIED", ApiProtobuf.stored(ENDPOINTS_BODY, meta));

        LegacyEndpoints read = EndpointsCodec.fromApi((Endpoints) seen);
        assertThat(read.subsets()).isSameAs(ENDPOINTS.subsets());
        assertThat(read.meta()).isEqualTo(meta);
        assertThat(wire.sent().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("a content that differs in one byte is read, and what was sent is not awaited any more")
    void changedOnItsWay() {
        for (String changed :
                ImmutableList.of(SLICE_EVENT.replace("10.0.0.2", "10.0.0.9"), SLICE_EVENT.replace("IPv4", "IPv6"))) {
            wire.sent().add(update(SLICE), new ProtobufBody(SLICE_BODY));
            assertRead(changed);
            assertThat(wire.sent().isEmpty()).isTrue();
        }
        assertThat(wire.sent().changed()).isEqualTo(2);
    }

    @Test
    @DisplayName("another object's event is read, and what was sent is still awaited")
    void anotherObject() {
        wire.sent().add(update(SLICE), new ProtobufBody(SLICE_BODY));

        assertRead(SLICE_EVENT.replace("web-1\u0012", "web-9\u0012"));
        assertThat(wire.sent().isEmpty()).isFalse();

        wire.unmarshal(SLICE_EVENT, WatchEvent.class);
        assertThat(wire.sent().isEmpty()).isTrue();
    }

    private void assertRead(String changed) {
        assertThat(changed).isNotEqualTo(SLICE_EVENT);
        Slice read = SliceCodec.fromApi(
                (EndpointSlice) wire.unmarshal(changed, WatchEvent.class).getObject());
        assertThat(read).isNotEqualTo(new Slice(STORED, SLICE.addressType(), SLICE.ports(), SLICE.endpoints()));
        assertThat(read.endpoints()).hasSize(2).isNotSameAs(SLICE.endpoints());
    }

    @Test
    @DisplayName("what was sent in JSON does not come back in Protobuf unread, nor the other way round")
    void otherFormat() {
        wire.sent().add(update(SLICE), SliceCodec.body(SLICE));

        EndpointSlice seen = (EndpointSlice) object("MODIFIED", ApiProtobuf.stored(SLICE_BODY, STORED));

        assertThat(SliceCodec.fromApi(seen).endpoints())
                .isEqualTo(SLICE.endpoints())
                .isNotSameAs(SLICE.endpoints());
        wire.sent().add(update(SLICE), new ProtobufBody(SLICE_BODY));
        String json = "{\"type\":\"MODIFIED\",\"object\":" + SliceCodec.toJson(SLICE) + "}";
        EndpointSlice inJson =
                (EndpointSlice) wire.unmarshal(json, WatchEvent.class).getObject();
        assertThat(SliceCodec.fromApi(inJson).endpoints())
                .isEqualTo(SLICE.endpoints())
                .isNotSameAs(SLICE.endpoints());
    }

    @Test
    @DisplayName("a bookmark is an object with a resourceVersion, of each kind")
    void bookmarks() {
        ImmutableMap.of(
                        "EndpointSlice",
                        "discovery.k8s.io/v1",
                        "Endpoints",
                        "v1",
                        "Pod",
                        "v1",
                        "Node",
                        "v1",
                        "Service",
                        "v1")
                .forEach((kind, version) -> {
                    HasMetadata bookmark = object("BOOKMARK", ApiProtobuf.bookmark(version, kind, "77"));
                    assertThat(bookmark.getKind()).isEqualTo(kind);
                    assertThat(bookmark.getMetadata().getResourceVersion()).isEqualTo("77");
                });
    }

    @Test
    @DisplayName("an ERROR has the Status")
    void error() {
        Status expired = new StatusBuilder()
                .withCode(410)
                .withReason("Expired")
                .withMessage("too old resource version: 1 (2)")
                .build();

        WatchEvent event = event("ERROR", ApiProtobuf.status(expired));

        assertThat(event.getType()).isEqualTo("ERROR");
        assertThat(event.getObject()).isInstanceOfSatisfying(Status.class, status -> {
            assertThat(status.getCode()).isEqualTo(410);
            assertThat(status.getReason()).isEqualTo("Expired");
            assertThat(status.getMessage()).isEqualTo("too old resource version: 1 (2)");
        });
    }

    @Test
    @DisplayName("a slice of an addressType that does not exist is handed on, and refused by who reads it")
    void addressTypeThatDoesNotExist() {
        String text = new String(ApiProtobuf.event("ADDED", ApiProtobuf.stored(SLICE_BODY, STORED)), ISO_8859_1);

        EndpointSlice odd = (EndpointSlice)
                wire.unmarshal(text.replace("IPv4", "IPv5"), WatchEvent.class).getObject();

        assertThat(odd.getMetadata().getName()).isEqualTo("web-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SliceCodec.fromApi(odd))
                .withMessage("unknown address type 'IPv5'");
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("pods", PodList.class),
                Arguments.of("nodes", NodeList.class),
                Arguments.of("services", ServiceList.class),
                Arguments.of("slices", EndpointSliceList.class),
                Arguments.of("endpoints", EndpointsList.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    @DisplayName("a page of a list is what its JSON is: the objects, the resourceVersion and what continues it")
    <T extends HasMetadata> void list(String name, Class<? extends KubernetesResourceList<T>> type) {
        KubernetesResourceList<T> list = unmarshal(Sample.bytes(name), type);

        KubernetesResourceList<T> expected = Sample.json(name, type);
        assertThat(list).isInstanceOf(type);
        assertThat(list.getMetadata()).isEqualTo(expected.getMetadata());
        assertThat(list.getMetadata().getContinue()).isNotEmpty();
        assertThat(list.getItems().stream().map(WireProtobufTest::facts))
                .isNotEmpty()
                .containsExactlyElementsOf(expected.getItems().stream()
                        .map(WireProtobufTest::facts)
                        .toList());
    }

    @Test
    @DisplayName("a list in JSON is read as well")
    void listInJson() {
        PodList pods = new PodList();
        pods.setItems(ImmutableList.of(ApiObjects.pod("web", "web-1", "10.0.0.1")));

        PodList read = unmarshal(new KubernetesSerialization().asJson(pods).getBytes(UTF_8), PodList.class);

        assertThat(read.getItems())
                .extracting(pod -> pod.getMetadata().getName())
                .containsExactly("web-1");
    }

    @Test
    @DisplayName("a kind that is not read is refused by its name, in events and in lists")
    void otherKinds() {
        byte[] secret = ApiProtobuf.bookmark("v1", "Secret", "1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> event("ADDED", secret))
                .withMessage("a Secret is not watched");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unmarshal(secret, PodList.class))
                .withMessage("a Secret is not asked for");
    }

    @Test
    @DisplayName("when the client wants the tree of an event that it could not read, it is told once more why")
    void treeOfAnEvent() {
        String text = new String(ApiProtobuf.event("ADDED", ApiProtobuf.bookmark("v1", "Secret", "1")), ISO_8859_1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> wire.unmarshal(text, JsonNode.class))
                .withMessage("a Secret is not watched");
    }

    @Test
    @DisplayName("a refusal in Protobuf is made JSON; one that is broken says so; all else stays as it is")
    void refusals() {
        String json = new String(wire.refusalAsJson(Sample.bytes("not-found")), UTF_8);
        byte[] broken = ApiProtobuf.bookmark("v1", "Status", "1");
        broken[broken.length - 2] = (byte) 0xff;
        byte[] text = "no".getBytes(UTF_8);

        assertThat(wire.unmarshal(json, Status.class)).isEqualTo(Sample.json("not-found", Status.class));
        assertThat(new String(wire.refusalAsJson(broken), UTF_8))
                .startsWith("the reason cannot be read: the Protobuf is broken")
                .doesNotContain("\n");
        assertThat(wire.refusalAsJson(text)).isSameAs(text);
    }

    /** What is looked at of an object. */
    private static Object facts(HasMetadata object) {
        return switch (object.getKind()) {
            case "Pod" -> FactsReader.pod((Pod) object);
            case "Node" -> FactsReader.node((io.fabric8.kubernetes.api.model.Node) object);
            case "Service" -> FactsReader.service((io.fabric8.kubernetes.api.model.Service) object);
            case "EndpointSlice" -> SliceCodec.fromApi((EndpointSlice) object);
            case "Endpoints" -> EndpointsCodec.fromApi((Endpoints) object);
            default -> throw new AssertionError(object.getKind());
        };
    }

    private <T> T unmarshal(byte[] bytes, Class<T> type) {
        return type.cast(wire.unmarshal(new ByteArrayInputStream(bytes), new TypeReference<T>() {
            @Override
            public Class<T> getType() {
                return type;
            }
        }));
    }

    private HasMetadata object(String type, byte[] object) {
        return (HasMetadata) event(type, object).getObject();
    }

    /** As the HTTP client hands it on. */
    private WatchEvent event(String type, byte[] object) {
        return wire.unmarshal(new String(ApiProtobuf.event(type, object), ISO_8859_1), WatchEvent.class);
    }

    private static SliceWrite update(Slice slice) {
        return new SliceWrite.Update(slice, slice, REASONS);
    }

    private static Metadata stored(Metadata sent) {
        return new Metadata(
                sent.namespace(),
                sent.name(),
                sent.generateName(),
                "u",
                "8",
                3,
                sent.labels(),
                ImmutableMap.of(),
                ImmutableList.of(),
                ImmutableList.of(),
                false);
    }
}
