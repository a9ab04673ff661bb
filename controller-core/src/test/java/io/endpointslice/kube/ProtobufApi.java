package io.endpointslice.kube;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.fixtures.MockApi;
import io.endpointslice.kube.protobuf.ApiProtobuf;
import io.endpointslice.model.KubernetesNames;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers lists and watches in all namespaces in Protobuf. There are no mirrored slices. */
final class ProtobufApi implements MockApi.Fault {
    private static final ImmutableMap<String, String> KINDS = ImmutableMap.of(
            "services", "Service",
            "pods", "Pod",
            "nodes", "Node",
            "endpoints", "Endpoints",
            "endpointslices", "EndpointSlice");

    private final Map<String, ImmutableList<byte[]>> objects = new ConcurrentHashMap<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    /** What the next lists of a resource have. */
    void list(String resource, byte[]... items) {
        objects.put(resource, ImmutableList.copyOf(items));
    }

    /** Sends an event to the open watches of a resource. */
    void send(String resource, String type, byte[] object) {
        send(resource, ApiProtobuf.event(type, object));
    }

    /** Sends a binary message to the open watches of a resource. */
    void send(String resource, byte[] message) {
        watches.stream()
                .filter(watch -> watch.isOpen && watch.resource.equals(resource))
                .forEach(watch -> watch.socket.orElseThrow().send(message));
    }

    /** How many watches of a resource there have been. */
    long watches(String resource) {
        return watches.stream().filter(watch -> watch.resource.equals(resource)).count();
    }

    long openWatches() {
        return watches.stream().filter(watch -> watch.isOpen).count();
    }

    /** Ends every open watch in good order. */
    void closeWatches() {
        watches.stream()
                .filter(watch -> watch.isOpen)
                .forEach(watch -> watch.socket.orElseThrow().close(1000, ""));
    }

    @Override
    public Optional<MockResponse> answer(MockApi.Request request) {
        String resource = request.line().replaceFirst(".*/", "");
        if (!request.method().equals("GET") || !KINDS.containsKey(resource)) {
            return Optional.empty();
        }
        boolean mirrored = request.path().contains(KubernetesNames.MIRRORING_CONTROLLER);
        if (request.isWatch()) {
            Watch watch = new Watch(mirrored ? "mirrored" : resource);
            return Optional.of(new MockResponse().withWebSocketUpgrade(watch));
        }
        ImmutableList<byte[]> items =
                mirrored ? ImmutableList.of() : objects.getOrDefault(resource, ImmutableList.of());
        String version = resource.equals("endpointslices") ? "discovery.k8s.io/v1" : "v1";
        return Optional.of(new MockResponse()
                .setResponseCode(200)
                .setBody(ApiProtobuf.list(version, KINDS.get(resource) + "List", "7", items)));
    }

    private final class Watch extends WebSocketListener {
        private final String resource;
        private volatile Optional<WebSocket> socket = Optional.empty();
        private volatile boolean isOpen;

        Watch(String resource) {
            this.resource = resource;
        }

        @Override
        public void onOpen(WebSocket opened, Response response) {
            socket = Optional.of(opened);
            isOpen = true;
            watches.add(this);
        }

        @Override
        public void onClosing(WebSocket closed, int code, String reason) {
            isOpen = false;
        }

        @Override
        public void onClosed(WebSocket closed, int code, String reason) {
            isOpen = false;
        }

        @Override
        public void onFailure(WebSocket failed, Throwable failure, Response response) {
            isOpen = false;
        }
    }
}
