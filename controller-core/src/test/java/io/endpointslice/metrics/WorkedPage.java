package io.endpointslice.metrics;

import static io.endpointslice.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.LoopConfig;
import io.endpointslice.fixtures.ApiObjects;
import io.endpointslice.fixtures.MetricsPage;
import io.endpointslice.fixtures.MockApi;
import io.endpointslice.kube.ClientFactory;
import io.endpointslice.kube.FabricWriter;
import io.endpointslice.kube.WriteRateLimit;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.runtime.Controller;
import io.endpointslice.runtime.HealthServer;
import io.endpointslice.sync.SyncListener;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code GET /metrics} answers once all three controllers have done some work, on an API server in memory that has
 * refused one write.
 */
final class WorkedPage {
    /** Before all that happens on the API server, so that the time from there is measured. */
    private static final Instant NOW = Instant.EPOCH;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private WorkedPage() {}

    static MetricsPage read(Path folder) throws IOException, InterruptedException {
        ControllerConfig config = config();
        Metrics metrics = new Metrics(config, () -> NOW);
        try (MockApi api = MockApi.started();
                KubernetesClient client =
                        ClientFactory.ofProcess().client(Optional.of(api.kubeconfig(folder)), Optional.empty());
                Controller controller = new Controller(
                        client,
                        Optional.empty(),
                        config,
                        name -> new FabricWriter(client, new WriteRateLimit(1000, 1000)),
                        SyncListener.NONE,
                        metrics,
                        TimeSource.system());
                HealthServer server =
                        new HealthServer("127.0.0.1:0", controller::notAlive, controller::notReady, metrics)) {
            List.<HasMetadata>of(
                            ApiObjects.node("n1"),
                            trafficStaysClose("web"),
                            ApiObjects.pod("web", "web-1", "10.0.0.1"),
                            withoutSelector("db"),
                            ApiObjects.endpoints("db", "10.9.0.1"))
                    .forEach(object -> client.resource(object).create());
            api.answerOnce("POST", new MockResponse().setResponseCode(500));
            controller.start();
            controller.lead();
            assertThat(controller.awaitSynced(PATIENCE)).isTrue();
            until("all is published", () -> isPublished(client) && controller.isIdle());
            client.pods().inNamespace("shop").withName("web-1").delete();
            until("the Pod is gone", () -> addresses(client).equals(List.of("10.9.0.1")) && controller.isIdle());
            return MetricsPage.parse(get(server));
        }
    }

    private static ControllerConfig config() {
        ControllerConfig config = ControllerConfig.DEFAULT;
        for (ControllerName controller : ControllerName.values()) {
            config = config.with(controller, LoopConfig.DEFAULT);
        }
        return config;
    }

    private static Service withoutSelector(String name) {
        return new ServiceBuilder(ApiObjects.service(name))
                .editSpec()
                .withSelector(null)
                .endSpec()
                .build();
    }

    private static Service trafficStaysClose(String name) {
        return new ServiceBuilder(ApiObjects.service(name))
                .editSpec()
                .withTrafficDistribution("PreferClose")
                .endSpec()
                .build();
    }

    private static boolean isPublished(KubernetesClient client) {
        return addresses(client).equals(List.of("10.0.0.1", "10.9.0.1"))
                && client.endpoints().inNamespace("shop").withName("web").get() != null;
    }

    private static List<String> addresses(KubernetesClient client) {
        return client.discovery().v1().endpointSlices().inNamespace("shop").list().getItems().stream()
                .flatMap(slice -> slice.getEndpoints().stream())
                .flatMap(endpoint -> endpoint.getAddresses().stream())
                .sorted()
                .toList();
    }

    private static String get(HealthServer server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
