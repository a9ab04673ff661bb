package io.endpointslice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.kube.EndpointsCodec;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.kube.LeanJson;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.kube.protobuf.Body;
import io.endpointslice.kube.protobuf.EndpointsMessage;
import io.endpointslice.kube.protobuf.Envelope;
import io.endpointslice.kube.protobuf.ListMessage;
import io.endpointslice.kube.protobuf.MetadataPart;
import io.endpointslice.kube.protobuf.NodeMessage;
import io.endpointslice.kube.protobuf.ObjectReader;
import io.endpointslice.kube.protobuf.PodMessage;
import io.endpointslice.kube.protobuf.ServiceMessage;
import io.endpointslice.kube.protobuf.SliceMessage;
import io.endpointslice.kube.protobuf.StatusMessage;
import io.endpointslice.kube.protobuf.WatchMessage;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.Slice;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * That what an API server says in Protobuf is read as what it says in JSON, and that it shows what is sent to it in Protobuf in
 * the very bytes in which it was sent.
 */
@ExtendWith(SharedApiServer.class)
final class ProtobufIT {
    private static final KubernetesSerialization JSON = LeanJson.create();
    private static final int OBJECTS = 200;
    private static final int PAGE = 60;

    private final RandomObjects objects = new RandomObjects(new Random(1));
    private final RandomEndpoints endpoints = new RandomEndpoints(new Random(2));
    private final List<HasMetadata> created = new ArrayList<>();

    private ApiServer server;
    private Wire wire;
    private Cluster cluster;
    private String core;
    private String slices;

    @BeforeEach
    void open(ApiServer shared) {
        server = shared;
        wire = new Wire(server.client());
        cluster = new Cluster(server.client(), new GapWatcher());
        core = "/api/v1/namespaces/" + cluster.namespace() + "/";
        slices = "/apis/discovery.k8s.io/v1/namespaces/" + cluster.namespace() + "/endpointslices";
    }

    @AfterEach
    void close() {
        for (HasMetadata object : created) {
            server.client()
                    .resource(object)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
            server.client().resource(object).withGracePeriod(0).delete();
        }
        cluster.close();
    }

    @Test
    @DisplayName("a Pod is the same as by its JSON")
    void pods() {
        for (int i = 0; i < OBJECTS; i++) {
            Pod pod = create(objects.pod("pod-" + i));
            PodBuilder reported = new PodBuilder(pod).withStatus(objects.podStatus(i));
            server.client().resource(reported.build()).updateStatus();
            if (!pod.getMetadata().getFinalizers().isEmpty() && objects.coin()) {
                server.client().resource(pod).delete();
            }
            String path = core + "pods/pod-" + i;

            Pod read = wire.read(path, PodMessage::read);

            Pod expected = JSON.unmarshal(wire.json(path), Pod.class);
            assertThat(FactsReader.pod(read)).isEqualTo(FactsReader.pod(expected));
            forgetTimesThatNobodyReads(expected);
            assertThat(read).as(path).isEqualTo(expected);
        }
        assertPages(
                core + "pods",
                PodMessage::read,
                pod -> wire.read(core + "pods/" + pod.getMetadata().getName(), PodMessage::read));
    }

    /** When conditions other than Ready changed. */
    private static void forgetTimesThatNobodyReads(Pod pod) {
        for (PodCondition condition : pod.getStatus().getConditions()) {
            if (!condition.getType().equals("Ready")) {
                condition.setLastTransitionTime(null);
            }
        }
    }

    @Test
    @DisplayName("a Node is the same as by its JSON")
    void nodes() {
        for (int i = 0; i < OBJECTS; i++) {
            Node node = create(objects.node("random-" + i));
            String path = "/api/v1/nodes/" + node.getMetadata().getName();

            Node read = wire.read(path, NodeMessage::read);

            Node expected = JSON.unmarshal(wire.json(path), Node.class);
            assertThat(read).as(path).isEqualTo(expected);
            assertThat(FactsReader.node(read)).isEqualTo(FactsReader.node(expected));
        }
        assertPages(
                "/api/v1/nodes",
                NodeMessage::read,
                node -> wire.read("/api/v1/nodes/" + node.getMetadata().getName(), NodeMessage::read));
    }

    @Test
    @DisplayName("of a Service all that is looked at is the same as by its JSON")
    void services() {
        for (int i = 0; i < OBJECTS; i++) {
            create(objects.service("service-" + i));
            String path = core + "services/service-" + i;

            Service read = wire.read(path, ServiceMessage::read);

            Service expected = JSON.unmarshal(wire.json(path), Service.class);
            assertThat(FactsReader.service(read)).as(path).isEqualTo(FactsReader.service(expected));
            assertThat(read.getMetadata().getResourceVersion())
                    .isEqualTo(expected.getMetadata().getResourceVersion());
        }
        assertPages(
                core + "services",
                ServiceMessage::read,
                service -> wire.read(core + "services/" + service.getMetadata().getName(), ServiceMessage::read));
    }

    @Test
    @DisplayName("a slice is the same as by its JSON, and its content is stored as it is sent, to the last byte")
    void slices() {
        for (int i = 0; i < OBJECTS; i++) {
            create(endpoints.slice("slice-" + i));
            String path = slices + "/slice-" + i;

            Slice read = wire.read(path, SliceMessage::read);
            assertThat(read)
                    .as(path)
                    .isEqualTo(SliceCodec.fromApi(JSON.unmarshal(wire.json(path), EndpointSlice.class)));

            Slice next = new Slice(edited(read.meta()), read.addressType(), read.ports(), read.endpoints());
            assertStored(path, SliceMessage.body(next, Optional.empty()));
            assertThat(next).isEqualTo(withMeta(wire.read(path, SliceMessage::read), next.meta()));
        }
        assertPages(slices, SliceMessage::read, slice -> wire.read(slices + "/" + slice.name(), SliceMessage::read));
    }

    @Test
    @DisplayName(
            "an Endpoints object is the same as by its JSON, and its content is stored as it is sent, to the last byte")
    void endpoints() {
        for (int i = 0; i < OBJECTS; i++) {
            create(endpoints.endpoints("endpoints-" + i));
            String path = core + "endpoints/endpoints-" + i;

            LegacyEndpoints read = wire.read(path, EndpointsMessage::read);
            assertThat(read)
                    .as(path)
                    .isEqualTo(EndpointsCodec.fromApi(JSON.unmarshal(wire.json(path), Endpoints.class)));

            LegacyEndpoints next = new LegacyEndpoints(edited(read.meta()), read.subsets());
            assertStored(path, EndpointsMessage.body(next, Optional.empty()));
            assertThat(next.subsets())
                    .isEqualTo(wire.read(path, EndpointsMessage::read).subsets());
        }
        assertPages(
                core + "endpoints",
                EndpointsMessage::read,
                object -> wire.read(core + "endpoints/" + object.meta().name(), EndpointsMessage::read));
    }

    @Test
    @DisplayName("what is new is created in Protobuf, and comes in a watch with the bytes that were sent")
    void creates() {
        create(endpoints.slice("model"));
        Slice model = wire.read(slices + "/model", SliceMessage::read);
        Body body = SliceMessage.body(
                withMeta(
                        model,
                        Metadata.toCreate(
                                cluster.namespace(),
                                "",
                                "new-",
                                ImmutableMap.of("new", "yes"),
                                ImmutableMap.of("c", "\u00e4"))),
                Optional.empty());

        byte[] answer = wire.post(slices, body.bytes());
        byte[] event = wire.firstOfWatch(slices + "?watch=true&resourceVersion=0&labelSelector=new%3Dyes");

        Envelope stored = Envelope.read(answer);
        MetadataPart meta = MetadataPart.read(answer, stored.offset(), stored.length());
        WatchMessage watched = WatchMessage.read(event);
        Envelope object = watched.object();
        MetadataPart watchedMeta = MetadataPart.read(event, object.offset(), object.length());
        assertThat(meta.meta().name()).startsWith("new-");
        assertThat(watched.type()).isEqualTo("ADDED");
        assertThat(object.kind()).isEqualTo("EndpointSlice");
        assertThat(watchedMeta.meta()).isEqualTo(meta.meta());
        assertThat(body.hasContentOf(event, watchedMeta.content(), object.offset() + object.length()))
                .isTrue();
    }

    @Test
    @DisplayName("metadata alone, and a refusal, are the same as by their JSON")
    void metadataAndRefusals() {
        create(endpoints.slice("some"));
        byte[] alone = wire.get(slices + "/some", Wire.METADATA, 200);
        byte[] refusal = wire.get(slices + "/none", Wire.PROTOBUF, 404);
        Status expected = JSON.unmarshal(new String(wire.get(slices + "/none", Wire.JSON, 404), UTF_8), Status.class);

        Envelope metadata = Envelope.read(alone);
        assertThat(metadata.kind()).isEqualTo("PartialObjectMetadata");
        assertThat(MetadataPart.read(alone, metadata.offset(), metadata.length())
                        .meta())
                .isEqualTo(wire.read(slices + "/some", SliceMessage::read).meta());
        Envelope status = Envelope.read(refusal);
        assertThat(status.kind()).isEqualTo("Status");
        assertThat(StatusMessage.read(refusal, status.offset(), status.length()))
                .isEqualTo(expected);
    }

    private <T extends HasMetadata> T create(T object) {
        T stored = server.client()
                .resource(object)
                .inNamespace(cluster.namespace())
                .create();
        created.add(stored);
        return stored;
    }

    /** That each page of a list is as its JSON says, and has the objects as they are alone. */
    private <T> void assertPages(String path, ObjectReader<T> reader, Function<T, T> alone) {
        String next = "";
        do {
            String page = path + "?limit=" + PAGE + "&continue=" + next;
            ListMessage<T> list =
                    wire.read(page, (bytes, offset, length) -> ListMessage.read(bytes, offset, length, reader));
            ListMeta expected = JSON.unmarshal(wire.json(page), GenericKubernetesResourceList.class)
                    .getMetadata();
            assertThat(list.metadata()).isEqualTo(expected);
            assertThat(list.items())
                    .isNotEmpty()
                    .allSatisfy(item -> assertThat(item).isEqualTo(alone.apply(item)));
            next = list.metadata().getContinue() == null ? "" : list.metadata().getContinue();
        } while (!next.isEmpty());
    }

    /** That an object is shown with the content that was sent. */
    private void assertStored(String path, Body body) {
        assertContent(wire.put(path, body.bytes()), body);
        assertContent(wire.protobuf(path), body);
    }

    private static void assertContent(byte[] shown, Body body) {
        Envelope envelope = Envelope.read(shown);
        MetadataPart meta = MetadataPart.read(shown, envelope.offset(), envelope.length());
        assertThat(body.hasContentOf(shown, meta.content(), envelope.offset() + envelope.length()))
                .as(() -> meta.meta().name())
                .isTrue();
    }

    private static Metadata edited(Metadata meta) {
        return meta.with(meta.labels(), ImmutableMap.of("edited", "\u00e4\u20ac\ud83d\ude80"));
    }

    private static Slice withMeta(Slice slice, Metadata meta) {
        return new Slice(meta, slice.addressType(), slice.ports(), slice.endpoints());
    }
}
