package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubeapitest.Utils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The jar that users run, as a process. */
@ExtendWith(SharedApiServer.class)
final class RunnableJarIT {
    private final int healthPort = Utils.findFreePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private Scenario scenario;
    private ServerProcess jar;

    @BeforeEach
    void open(ApiServer server) {
        scenario = new Scenario(server);
        Path log = server.folder().resolve("controller.log");
        jar = ServerProcess.start(
                "the controller",
                log,
                Jar.command(
                        "run",
                        "--kubeconfig",
                        server.controllerKubeconfig().toString(),
                        "--health-address",
                        "127.0.0.1:" + healthPort));
    }

    @AfterEach
    void close() {
        jar.kill();
        scenario.close();
    }

    @Test
    @DisplayName("R5: run gets ready, writes slices, and on SIGTERM ends with exit code 0 within 5 s")
    void run() throws InterruptedException {
        assertThat(Eventually.isTrue(Eventually.PATIENCE, () -> !jar.isAlive() || status("/readyz") == 200))
                .as(jar.output())
                .isTrue();
        assertThat(status("/healthz")).as(jar.output()).isEqualTo(200);

        scenario.cluster().createService("web");
        scenario.cluster().createReadyPods("web", 0, 120);
        scenario.awaitRight("web");

        assertThat(jar.terminate(Duration.ofSeconds(5))).as(jar.output()).isZero();
    }

    /** The status of the answer; 0 if there is none. */
    private int status(String path) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + healthPort + path))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
