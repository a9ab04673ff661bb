package io.endpointslice.kube;

import static io.endpointslice.fixtures.Await.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.sun.net.httpserver.HttpServer;
import io.endpointslice.config.ConfigException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The threads of the controller's client, against a server that has none of their kind. */
class ControllerHttpFactoryTest {
    private final Set<Thread> before = threads();

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = "{}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("the client has one event loop, which ends with it, though another was derived from it")
    void endsWithTheClient() throws IOException {
        KubernetesClient client = client("token: secret");
        new FabricWriter(client, new WriteRateLimit(1, 1));
        for (int i = 0; i < 5; i++) {
            assertThat(client.raw("/version")).isEqualTo("{}");
        }
        assertThat(started())
                .filteredOn(thread -> thread.getName().startsWith("vert.x-eventloop-thread"))
                .hasSize(1);

        client.close();

        until("its threads have ended", () -> started().isEmpty());
    }

    @Test
    @DisplayName("where no client can be made no thread is left")
    void endsWithoutAClient() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> client("client-certificate-data: bm9uZQ==, client-key-data: bm9uZQ=="))
                .withMessageStartingWith("no connection can be made for https://localhost");

        until("its threads have ended", () -> started().isEmpty());
    }

    private KubernetesClient client(String user) throws IOException {
        String scheme = user.startsWith("token") ? "http" : "https";
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: one
                contexts: [{name: one, context: {cluster: one, user: one}}]
                clusters: [{name: one, cluster: {server: "%s://localhost:%d"}}]
                users: [{name: one, user: {%s}}]
                """.formatted(
                        scheme, server.getAddress().getPort(), user));
        return ClientFactory.ofProcess()
                .controllerClient(Optional.of(kubeconfig), Optional.empty(), WireFormat.PROTOBUF);
    }

    private ImmutableSet<Thread> started() {
        return Sets.difference(threads(), before).immutableCopy();
    }

    /** Those of the library that has the event loop. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert"))
                .collect(ImmutableSet.toImmutableSet());
    }
}
