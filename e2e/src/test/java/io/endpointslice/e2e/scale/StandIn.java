package io.endpointslice.e2e.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.fabric8.kubeapitest.cert.CertManager;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an API server that holds a large cluster, which needs more processors and memory than the controller by far.
 * It speaks what the controller needs over TLS: lists in pages, watches by WebSocket, creates, updates and deletes of slices
 * and Endpoints, answered with metadata. It makes Pods as text when they are listed. What it leaves out: admission, validation,
 * authorization, bookmarks, and all changes that nobody asked it for.
 *
 * <p>All requests are answered by one thread, so that nothing here is shared.
 */
final class StandIn implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 1 << 26;
    private static final long PATIENCE_SECONDS = 30;
    private static final String PODS = "pods";
    private static final String EVENTS = "events";

    private final ClusterObjects objects;
    private final Publication publication;
    private final ImmutableMap<String, Resource> resources = ImmutableMap.of(
            "services",
            new Resource("v1", "Service"),
            PODS,
            new Resource("v1", "Pod"),
            "nodes",
            new Resource("v1", "Node"),
            "endpoints",
            new Resource("v1", "Endpoints"),
            "endpointslices",
            new Resource("discovery.k8s.io/v1", "EndpointSlice"));
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setMaxEventLoopExecuteTime(PATIENCE_SECONDS)
            .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS));
    private final HttpServer server;
    private final StoredObjects stored;
    private final Path kubeconfig;
    private long version = 1;

    /** Starts on a free port of 127.0.0.1, with certificates and a kubeconfig in the folder. */
    StandIn(ClusterObjects objects, Publication publication, Path folder) {
        this.objects = objects;
        this.publication = publication;
        stored = new StoredObjects(resources, publication, () -> ++version);
        fill();
        CertManager certificates = new CertManager(folder.toString());
        certificates.createCertificatesIfNeeded();
        server = vertx.createHttpServer(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificates.getAPIServerCertPath())
                        .setKeyPath(certificates.getAPIServerKeyPath()))
                .setMaxWebSocketFrameSize(LARGEST_MESSAGE)
                .setMaxWebSocketMessageSize(LARGEST_MESSAGE));
        server.requestHandler(this::answer).webSocketHandler(this::watch);
        server.listen(0, "127.0.0.1").await();
        kubeconfig = write(folder, certificates);
    }

    private void fill() {
        ClusterShape shape = objects.shape();
        IntStream.range(0, shape.services().size())
                .forEach(i -> resource("services").put(objects.serviceKey(i), () -> objects.service(i)));
        IntStream.range(0, shape.pods()).forEach(i -> resource(PODS).put(objects.podKey(i), () -> objects.pod(i)));
        IntStream.range(0, shape.nodes())
                .forEach(i -> resource("nodes").put(ClusterObjects.nodeKey(i), () -> ClusterObjects.node(i)));
    }

    private Path write(Path folder, CertManager certificates) {
        try {
            return Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    current-context: stand-in
                    contexts: [{name: stand-in, context: {cluster: stand-in, user: controller}}]
                    clusters: [{name: stand-in, cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}}]
                    users: [{name: controller, user: {client-certificate: "%s", client-key: "%s"}}]
                    """.formatted(
                            server.actualPort(),
                            certificates.getAPIServerCertPath(),
                            certificates.getClientCertPath(),
                            certificates.getClientKeyPath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /** Begins to change a Pod, as the kubelet reports a readiness probe. */
    void setReady(int pod, boolean ready) {
        vertx.runOnContext(soon -> {
            publication.expect(ClusterObjects.address(pod), ready);
            version++;
            objects.setReady(pod, ready, version, Instant.now().truncatedTo(ChronoUnit.SECONDS));
            resource(PODS).changed(objects.podKey(pod), version);
        });
    }

    private void watch(ServerWebSocket socket) {
        ImmutableMap<String, String> query = parameters(socket.query());
        Target target = Target.of(socket.path());
        resource(target.plural())
                .watch(
                        socket,
                        Long.parseLong(query.getOrDefault("resourceVersion", "0")),
                        query.getOrDefault("labelSelector", ""));
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Answer answer = answer(request, body.toString());
            request.response()
                    .setStatusCode(answer.code())
                    .putHeader("Content-Type", "application/json")
                    .end(answer.json());
        });
    }

    private Answer answer(HttpServerRequest request, String body) {
        Target target = Target.of(Objects.requireNonNull(request.path(), "path"));
        if (target.plural().equals(EVENTS)) {
            return new Answer(HttpURLConnection.HTTP_CREATED, body);
        }
        if (!resources.containsKey(target.plural())) {
            return Answer.refusal(HttpURLConnection.HTTP_NOT_FOUND, "NotFound");
        }
        if (request.method().equals(HttpMethod.GET)) {
            ImmutableMap<String, String> query = parameters(request.query());
            String page = resource(target.plural())
                    .page(
                            version,
                            Integer.parseInt(query.getOrDefault("limit", Integer.toString(Integer.MAX_VALUE))),
                            query.getOrDefault("continue", ""),
                            query.getOrDefault("labelSelector", ""));
            return new Answer(HttpURLConnection.HTTP_OK, page);
        }
        return stored.change(request.method().name(), target, body);
    }

    private static ImmutableMap<String, String> parameters(@Nullable String query) {
        return query == null || query.isEmpty()
                ? ImmutableMap.of()
                : ImmutableMap.copyOf(Maps.transformValues(
                        Splitter.on('&')
                                .withKeyValueSeparator(Splitter.on('=').limit(2))
                                .split(query),
                        value -> URLDecoder.decode(value, UTF_8)));
    }

    private Resource resource(String plural) {
        return Objects.requireNonNull(resources.get(plural), plural);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
