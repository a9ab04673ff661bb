package io.endpointslice.kube;

import static io.endpointslice.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.endpointslice.config.ConfigException;
import io.endpointslice.fixtures.ApiObjects;
import io.endpointslice.fixtures.LogLines;
import io.endpointslice.fixtures.MockApi;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who only looks on: what is shown, and which trouble ends it. */
@Timeout(240)
class FactsInformersTest {
    private static final int INFORMERS = 3;

    @TempDir
    private Path folder;

    private final MockApi api = new MockApi();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final LogLines log = LogLines.of("io.endpointslice.kube");
    private KubernetesClient client;
    private KubernetesClient factsClient;
    private FactsInformers informers;

    @BeforeEach
    void connect() throws IOException {
        client = ClientFactory.ofProcess().client(Optional.of(api.kubeconfig(folder)), Optional.empty());
        factsClient = ClientFactory.ofProcess()
                .controllerClient(Optional.of(api.kubeconfig(folder)), Optional.empty(), WireFormat.PROTOBUF);
        informers = new FactsInformers(factsClient, Optional.of("shop"), new Shown(), Ticker.systemTicker());
    }

    @AfterEach
    void disconnect() {
        informers.close();
        factsClient.close();
        client.close();
        api.close();
        log.close();
    }

    private final class Shown implements FactsListener {
        @Override
        public void serviceSeen(ServiceFacts service) {
            shown.add("service " + service.key());
        }

        @Override
        public void serviceGone(ServiceKey key) {
            shown.add("service gone " + key);
        }

        @Override
        public void podSeen(PodFacts pod) {
            shown.add("pod " + pod.key());
        }

        @Override
        public void podGone(PodKey key) {
            shown.add("pod gone " + key);
        }

        @Override
        public void nodeSeen(NodeFacts node) {
            shown.add("node " + node.name());
        }

        @Override
        public void nodeGone(String name) {
            shown.add("node gone " + name);
        }
    }

    private static MockResponse forbidden() {
        return new MockResponse().setResponseCode(403).setBody("""
                {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403,
                 "message":"nodes is forbidden: User \\"x\\" cannot do that"}
                """);
    }

    private CompletableFuture<ConfigException> failed() {
        return informers.failed().toCompletableFuture();
    }

    private void startAndSync() throws ExecutionException, InterruptedException {
        informers.start();
        informers.synced().toCompletableFuture().get();
        until("all is watched", () -> informers.notWatched().isEmpty() && api.openWatches() == INFORMERS);
    }

    @Test
    @DisplayName("What is there is shown before all is synced, then what comes and goes; nothing but that is asked for")
    void facts() throws ExecutionException, InterruptedException {
        api.start();
        client.resource(ApiObjects.service("web")).create();
        client.resource(ApiObjects.pod("web", "web-1", "10.0.0.1")).create();
        client.resource(ApiObjects.node("n1")).create();

        startAndSync();

        assertThat(shown).containsExactlyInAnyOrder("service shop/web", "pod shop/web-1", "node n1");
        client.resource(ApiObjects.node("n2")).create();
        client.resource(ApiObjects.pod("web", "web-1", "10.0.0.1")).delete();
        client.resource(ApiObjects.service("web")).delete();
        client.resource(ApiObjects.node("n1")).delete();
        until(
                "it is shown",
                () -> shown.containsAll(
                        List.of("node n2", "pod gone shop/web-1", "service gone shop/web", "node gone n1")));
        assertThat(api.requests("GET").stream().map(MockApi.Request::line).distinct())
                .containsExactlyInAnyOrder(
                        "GET /api/v1/namespaces/shop/services",
                        "GET /api/v1/namespaces/shop/pods",
                        "GET /api/v1/nodes");
        assertThat(failed()).isNotDone();
    }

    @Test
    @DisplayName("An API server that is away at the start ends it, with the reason")
    void away() throws ExecutionException, InterruptedException {
        informers.start();

        assertThat(failed().get())
                .hasMessageStartingWith("the API server at " + api.url() + " cannot be reached: ")
                .hasMessageContaining("refused");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    @DisplayName("A list that is forbidden ends it, and so does a watch")
    void refused() throws ExecutionException, InterruptedException {
        api.start();
        api.add(request -> request.path().startsWith("/api/v1/nodes") && request.isWatch()
                ? Optional.of(forbidden())
                : Optional.empty());

        informers.start();

        assertThat(failed().get()).hasMessageStartingWith("watch nodes is forbidden: ");
        try (FactsInformers others =
                new FactsInformers(factsClient, Optional.empty(), new Shown(), Ticker.systemTicker())) {
            api.add(request -> Optional.of(forbidden()));
            others.start();
            assertThat(others.failed().toCompletableFuture().get())
                    .hasMessageEndingWith(" is forbidden: nodes is forbidden: User \"x\" cannot do that")
                    .hasMessageStartingWith("list ");
        }
    }

    @Test
    @DisplayName("An API server that goes away later is waited for")
    void awayLater() throws ExecutionException, InterruptedException {
        api.start();
        startAndSync();

        api.goAway();
        until("the loss is noticed", () -> informers.notWatched().size() == INFORMERS);
        api.start();
        client.resource(ApiObjects.pod("web", "web-1", "10.0.0.1")).create();

        until("the Pod is shown", () -> shown.contains("pod shop/web-1"));
        assertThat(failed()).isNotDone();
    }
}
