package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Has an API server of its own, to kill. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiServerAwayIT {
    private ApiServer server;
    private Scenario scenario;

    @BeforeAll
    void startServer() {
        server = ApiServer.start();
    }

    @AfterAll
    void closeServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        scenario = new Scenario(server);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName("R1, R2, P3: an API server that is killed and started again in the middle of changes")
    void restartedInTheMiddle() {
        scenario.running(20).cluster().createService("web");
        List<String> first = scenario.cluster().createReadyPods("web", 0, 60);
        scenario.awaitRight("web");

        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
            for (String pod : first.subList(0, 30)) {
                Cluster.stubbornly(() -> scenario.cluster().setReady(pod, false));
                Cluster.stubbornly(() -> scenario.cluster().finish(pod));
            }
        });
        assertThat(Eventually.isTrue(Eventually.PATIENCE, () -> scenario.gaps().published() < 55))
                .isTrue();
        server.stopApiServer();
        server.startApiServer();
        changes.join();
        scenario.cluster().createReadyPods("web", 60, 30);

        scenario.awaitRight("web");
        assertThat(scenario.cluster().pods()).hasSize(60);
        assertThat(scenario.controller().isReady()).isTrue();
    }

    @Test
    @DisplayName("R1: a controller that starts while the API server is away waits for it, and is not ready before")
    void awayAtStart() {
        scenario.cluster().createService("web");
        scenario.cluster().createReadyPods("web", 0, 25);
        server.stopApiServer();

        scenario.begin(10);
        Eventually.staysSo(
                Scenario.QUIET,
                () -> assertThat(scenario.controller().isReady()).isFalse());
        server.startApiServer();

        scenario.controller().awaitReady();
        scenario.awaitRight("web");
        assertThat(scenario.slices().of("web")).hasSize(3);
    }
}
