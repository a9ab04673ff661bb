package io.endpointslice.cli;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** An API server in memory that keeps objects, and answers a request otherwise when a test says so. */
final class FaultyApi implements AutoCloseable {
    /** A busy machine is no fault. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();
    private final MockWebServer server = new MockWebServer();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger watches = new AtomicInteger();
    private final KubernetesClient client;

    /** What happens once. */
    private record Fault(Predicate<RecordedRequest> when, MockResponse answer) {}

    FaultyApi() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                Optional<Fault> fault = faults.stream()
                        .filter(candidate -> candidate.when().test(request))
                        .findFirst();
                if (fault.isPresent() && faults.remove(fault.get())) {
                    return fault.get().answer();
                }
                MockResponse response = objects.dispatch(request);
                return String.valueOf(request.getPath()).contains("watch=true")
                        ? new MockResponse().withWebSocketUpgrade(new CountedWatch(response.getWebSocketListener()))
                        : response;
            }
        });
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(server.url("/").toString())
                        .withRequestTimeout(PATIENCE_MILLIS)
                        .build())
                .build();
    }

    /** How many watches have begun: it forgets what happened before. */
    int watches() {
        return watches.get();
    }

    private final class CountedWatch extends WebSocketListener {
        private final WebSocketListener target;

        CountedWatch(WebSocketListener target) {
            this.target = target;
        }

        @Override
        public void onBeforeAccept(WebSocket socket, Response response) {
            target.onBeforeAccept(socket, response);
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            target.onOpen(socket, response);
            watches.incrementAndGet();
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            target.onMessage(socket, text);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            target.onClosing(socket, code, reason);
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            target.onClosed(socket, code, reason);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, Response response) {
            target.onFailure(socket, failure, response);
        }
    }

    /** A client of the test's own. */
    KubernetesClient client() {
        return client;
    }

    /** Returns the uid that the object is given. */
    @CanIgnoreReturnValue
    String create(String manifest) {
        return client.resource(client.getKubernetesSerialization().<HasMetadata>unmarshal(manifest))
                .create()
                .getMetadata()
                .getUid();
    }

    /** Answers the next request of that method with a refusal. */
    void refuseNext(String method, int code, String reason) {
        String status = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"" + reason
                + "\",\"code\":" + code + ",\"message\":\"" + reason + ", says the test\"}";
        faults.add(new Fault(
                request -> method.equals(request.getMethod()),
                new MockResponse().setResponseCode(code).setBody(status)));
    }

    /** Answers the next request whose path has that part with this instead. */
    void answerNext(String part, String json) {
        faults.add(new Fault(
                request -> String.valueOf(request.getPath()).contains(part),
                new MockResponse().setResponseCode(200).setBody(json)));
    }

    Path kubeconfig(Path folder) throws IOException {
        return MockKubeconfig.write(folder, server.url("/").toString());
    }

    @Override
    public void close() {
        client.close();
        server.shutdown();
    }
}
