package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedApiServer.class)
final class RollingReplacementIT {
    private static final int PODS = 200;
    private static final int SURGE = PODS / 4;

    private Scenario scenario;

    @BeforeEach
    void open(ApiServer server) {
        scenario = new Scenario(server).running(100);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName(
            "P3: a rolling update of 200 Pods with 25% surge: new Pods come, old ones terminate and go, none is missing")
    void rollingUpdate() {
        Cluster cluster = scenario.cluster();
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
        SliceWatch.Writes writes = scenario.writesSince(before);
        // 200 Pods come (2 changes each) and 200 go (2 changes each): one write a change would be 800
        assertThat(writes.total()).as("%s", writes).isLessThan(200);
        assertThat(scenario.slices().of("web")).hasSizeBetween(2, 4);
    }
}
