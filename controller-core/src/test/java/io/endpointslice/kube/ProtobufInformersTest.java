package io.endpointslice.kube;

import static io.endpointslice.fixtures.Await.until;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.ApiObjects;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.LogLines;
import io.endpointslice.fixtures.MockApi;
import io.endpointslice.kube.protobuf.ApiProtobuf;
import io.endpointslice.kube.protobuf.SliceMessage;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.state.ClusterState;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists and watches of an API server that answers in Protobuf; {@link ClusterInformersTest} has one that answers in JSON. */
class ProtobufInformersTest {
    private static final ServiceKey WEB = new ServiceKey(Facts.NAMESPACE, "web");
    private static final Slice SLICE =
            slice(service("web").build(), "web-1").endpoint("web-1", "10.0.0.1").build();
    private static final int INFORMERS = 6;

    @TempDir
    private Path folder;

    private final MockApi api = MockApi.started();
    private final ProtobufApi protobuf = new ProtobufApi();
    private final ClusterState state = new ClusterState();
    private final LogLines log = LogLines.of("io.endpointslice.kube");
    private KubernetesClient client;
    private ClusterInformers informers;

    @BeforeEach
    void connect() throws IOException {
        client = ClientFactory.ofProcess()
                .controllerClient(Optional.of(api.kubeconfig(folder)), Optional.empty(), WireFormat.PROTOBUF);
        informers = new ClusterInformers(
                client,
                new WatchScope(Optional.empty(), ImmutableSet.copyOf(ControllerName.values())),
                state,
                request -> {},
                Ticker.systemTicker());
        protobuf.list("services", ApiProtobuf.service(Facts.NAMESPACE, "web"));
        protobuf.list("pods", pod("web-1", "10.0.0.1"));
        protobuf.list("endpointslices", stored(SLICE.meta()));
        api.add(protobuf);
    }

    @AfterEach
    void disconnect() {
        informers.close();
        client.close();
        api.close();
        log.close();
    }

    @Test
    @DisplayName("lists and watches are asked for in Protobuf and read: additions, changes, bookmarks, deletions")
    void listsAndWatches() {
        startAndSync();
        assertThat(snapshot().pods()).extracting(pod -> pod.key().name()).containsExactly("web-1");
        assertThat(snapshot().slices()).extracting(Slice::endpoints).containsExactly(SLICE.endpoints());

        protobuf.send("endpointslices", "BOOKMARK", ApiProtobuf.bookmark("discovery.k8s.io/v1", "EndpointSlice", "9"));
        protobuf.send("endpoints", "BOOKMARK", ApiProtobuf.bookmark("v1", "Endpoints", "9"));
        protobuf.send("pods", "BOOKMARK", ApiProtobuf.bookmark("v1", "Pod", "9"));
        protobuf.send("pods", "ADDED", pod("web-2", "10.0.0.2"));
        until("the Pod is seen", () -> snapshot().pods().size() == 2);
        protobuf.send("pods", "DELETED", pod("web-1", "10.0.0.1"));
        until("the Pod is gone", () -> snapshot().pods().size() == 1);
        protobuf.send("endpointslices", "MODIFIED", stored(annotated(SLICE.meta(), "x".repeat(1 << 20))));
        until(
                "a slice of a megabyte is seen",
                () -> !snapshot().slices().get(0).meta().annotations().isEmpty());
        protobuf.send("endpointslices", "DELETED", stored(SLICE.meta()));
        until("the slice is gone", () -> snapshot().slices().isEmpty());

        assertThat(api.requests("GET"))
                .allMatch(request -> request.accept().equals("application/vnd.kubernetes.protobuf, application/json"))
                .filteredOn(request -> !request.isWatch())
                .as("each is listed once")
                .hasSize(INFORMERS);
        assertThat(log.messages()).isEmpty();
    }

    @Test
    @DisplayName("A slice that cannot be read is named in one line and skipped; the rest goes on")
    void unreadableSlice() {
        startAndSync();
        byte[] odd = new String(stored(SLICE.meta()), ISO_8859_1)
                .replace("web-1\u0012", "web-o\u0012")
                .replace("IPv4", "IPv5")
                .getBytes(ISO_8859_1);

        protobuf.send("endpointslices", "ADDED", odd);
        protobuf.send("endpointslices", "DELETED", stored(SLICE.meta()));

        until("later events arrive", () -> snapshot().slices().isEmpty());
        assertThat(log.messages())
                .containsExactly("EndpointSlice " + Facts.NAMESPACE
                        + "/web-o cannot be read and is skipped: unknown address type 'IPv5'");
        assertThat(log.hasStackTrace()).isFalse();
    }

    @Test
    @DisplayName(
            "What is broken, or of a kind that is not watched, is said in one line; then all is listed and watched again")
    void brokenEvents() {
        startAndSync();
        protobuf.send("pods", "ADDED", ApiProtobuf.bookmark("v1", "Secret", "1"));
        until("it is said", () -> !log.messages().isEmpty());
        assertThat(log.messages()).singleElement().asString().endsWith(": a Secret is not watched");

        until(
                "Pods are watched again",
                () -> protobuf.watches("pods") == 2 && informers.notWatched().isEmpty());
        protobuf.send("pods", "ADDED", pod("web-2", "10.0.0.2"));

        until("the Pod is seen", () -> snapshot().pods().size() == 2);
        assertThat(log.hasStackTrace()).isFalse();
    }

    @Test
    @DisplayName("410 Gone in Protobuf: what went while nobody watched is found by listing again")
    void gone() {
        startAndSync();
        protobuf.list("pods");

        protobuf.send(
                "pods",
                "ERROR",
                ApiProtobuf.status(new StatusBuilder()
                        .withCode(410)
                        .withReason("Expired")
                        .withMessage("too old resource version: 1 (2)")
                        .build()));

        until("the Pod is gone", () -> snapshot().pods().isEmpty());
    }

    @Test
    @DisplayName("A server that answers in JSON after a reconnect is read, and one that then answers in Protobuf")
    void changesAtReconnect() {
        startAndSync();
        api.clearFaults();
        client.resource(ApiObjects.service("web")).create();
        protobuf.closeWatches();
        until("all is watched in JSON", () -> api.openWatches() == INFORMERS);
        client.resource(ApiObjects.pod("web", "web-json", "10.0.0.7")).create();
        until("JSON is read", () -> hasPod("web-json"));

        api.add(protobuf);
        api.closeWatches();
        until("all is watched in Protobuf", () -> protobuf.openWatches() == INFORMERS);
        protobuf.send("pods", "ADDED", pod("web-2", "10.0.0.2"));

        until("Protobuf is read", () -> hasPod("web-2"));
        assertThat(log.hasStackTrace()).isFalse();
    }

    private boolean hasPod(String name) {
        return snapshot().pods().stream().anyMatch(pod -> pod.key().name().equals(name));
    }

    @Test
    @DisplayName("JSON in binary messages is read as UTF-8")
    void jsonInBinaryMessages() {
        startAndSync();
        Slice changed = new Slice(
                annotated(SLICE.meta(), "\u00e9\u20ac"), SLICE.addressType(), SLICE.ports(), SLICE.endpoints());
        String event = "{\"type\":\"MODIFIED\",\"object\":" + SliceCodec.toJson(changed) + "}";

        protobuf.send("endpointslices", event.getBytes(UTF_8));

        until(
                "it is seen",
                () -> snapshot().slices().get(0).meta().annotations().containsValue("\u00e9\u20ac"));
    }

    @Test
    @DisplayName("A list that is refused in Protobuf is named in one line with the reason, and tried again")
    void forbidden() {
        api.add(request -> request.line().endsWith("/nodes")
                ? Optional.of(new MockResponse()
                        .setResponseCode(403)
                        .setBody(ApiProtobuf.status(new StatusBuilder()
                                .withCode(403)
                                .withReason("Forbidden")
                                .withMessage("nodes is forbidden: User \"x\" cannot list resource \"nodes\"")
                                .build())))
                : Optional.empty());

        informers.start();

        until("it is said", () -> !log.messages().isEmpty());
        assertThat(log.messages())
                .containsExactly(
                        "list nodes is forbidden: nodes is forbidden: User \"x\" cannot list resource \"nodes\"");
        api.clearFaults();
        api.add(protobuf);
        until("synced", informers::hasSynced);
    }

    @Test
    @DisplayName("Where no WebSocket is served the client streams JSON, line by line")
    void withoutWebSockets() {
        AtomicInteger asked = new AtomicInteger();
        String event = "{\"type\":\"ADDED\",\"object\":"
                + new KubernetesSerialization().asJson(ApiObjects.pod("web", "web-2", "10.0.0.2")) + "}\n";
        api.add(request -> {
            if (!request.isWatch() || !request.line().endsWith("/pods")) {
                return Optional.empty();
            }
            return Optional.of(
                    asked.getAndIncrement() == 0
                            ? new MockResponse().setResponseCode(503)
                            : new MockResponse().setResponseCode(200).setBody(event));
        });

        informers.start();

        until(
                "the Pod is seen",
                () -> state.snapshot(WEB).map(web -> web.pods().size()).orElse(0) == 2);
        assertThat(api.requests("GET"))
                .filteredOn(request -> request.isWatch() && request.line().endsWith("/pods"))
                .element(1)
                .satisfies(request -> assertThat(request.accept()).doesNotContain("protobuf"));
    }

    private void startAndSync() {
        informers.start();
        until("synced", informers::hasSynced);
        until(
                "all is watched",
                () -> protobuf.openWatches() == INFORMERS
                        && informers.notWatched().isEmpty());
    }

    private ServiceSnapshot snapshot() {
        return state.snapshot(WEB).orElseThrow();
    }

    private static byte[] pod(String name, String ip) {
        return ApiProtobuf.pod(Facts.NAMESPACE, "web", name, ip);
    }

    private static byte[] stored(Metadata meta) {
        return ApiProtobuf.stored(SliceMessage.body(SLICE, Optional.empty()), meta);
    }

    /** As it is after a change. */
    private static Metadata annotated(Metadata meta, String value) {
        return new Metadata(
                meta.namespace(),
                meta.name(),
                meta.generateName(),
                meta.uid(),
                meta.resourceVersion() + "9",
                meta.generation(),
                meta.labels(),
                ImmutableMap.of("a", value),
                meta.owners(),
                meta.finalizers(),
                false);
    }
}
