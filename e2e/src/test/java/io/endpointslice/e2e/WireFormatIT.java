package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.kube.WireFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the controller is right whichever way it speaks with the API server; all other tests have it speak Protobuf. */
@ExtendWith(SharedApiServer.class)
final class WireFormatIT {
    private static final int PODS = 60;
    private static final int SURGE = 20;

    private Scenario scenario;

    @BeforeEach
    void open(ApiServer server) {
        scenario = new Scenario(server);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P3: a rolling update; and every write comes back in the very content in which it was sent")
    void rollingUpdate(WireFormat format) {
        Cluster cluster = scenario.running(format).cluster();
        cluster.createService("web");
        cluster.createReadyPods("web", 0, PODS);
        scenario.awaitRight("web");
        SliceWatch.Writes before = scenario.slices().writes();

        for (int first = 0; first < PODS; first += SURGE) {
            cluster.createReadyPods("web", PODS + first, SURGE);
            List<String> old = Cluster.names("web", first, SURGE);
            cluster.together(old, cluster::terminate);
            cluster.together(old, cluster::finish);
        }

        scenario.awaitRight("web");
        scenario.endpoints().awaitRight("web");
        assertThat(scenario.writesSince(before).total()).isPositive();
        scenario.controller().awaitKnownEvents();
    }
}
