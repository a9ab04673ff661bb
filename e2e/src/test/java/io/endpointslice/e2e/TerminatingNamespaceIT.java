package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedApiServer.class)
final class TerminatingNamespaceIT {
    private Scenario scenario;

    @BeforeEach
    void open(ApiServer server) {
        scenario = new Scenario(server).running(1);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName("E14: a create that is refused because the namespace is terminating is no error and not tried again")
    void createRefused() {
        Cluster cluster = scenario.cluster();
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 2);
        cluster.createService("other");
        cluster.createReadyPods("other", 0, 1);
        cluster.createPod("joins-later", Map.of(), pod -> pod);
        cluster.setReady("joins-later", true);
        scenario.awaitRight("web");
        scenario.awaitRight("other");
        scenario.controller().awaitIdle();

        try (LogCapture log = new LogCapture()) {
            cluster.terminateNamespace();
            cluster.label("joins-later", Cluster.APP, "web"); // with a cap of 1 it needs a new slice
            scenario.assertSilent();

            cluster.setReady("other-0", false); // needs no new slice, and is written
            scenario.awaitRight("other");
            scenario.controller().awaitIdle();

            assertThat(log.warningsAndErrors()).isEmpty();
            assertThat(scenario.controller().retries()).isEmpty();
            assertThat(scenario.slices().of("web")).hasSize(2);
        }
    }
}
