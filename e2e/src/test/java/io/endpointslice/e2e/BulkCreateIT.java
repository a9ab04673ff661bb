package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedApiServer.class)
final class BulkCreateIT {
    private Scenario scenario;

    @BeforeEach
    void open(ApiServer server) {
        scenario = new Scenario(server);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName("R1: 1,000 Pods that appear at once are gathered: far fewer writes than changes, in 10 to 11 slices")
    void thousandPods() {
        scenario.running(100).cluster().createService("web");
        SliceWatch.Writes before = scenario.slices().writes();

        scenario.cluster().createReadyPods("web", 0, 1000);

        scenario.awaitRight("web");
        // each Pod changes twice in a way that counts: it gets an address, and it becomes ready
        assertThat(scenario.writesSince(before).total()).isBetween(10, 500);
        assertThat(scenario.slices().of("web")).hasSizeBetween(10, 11);
    }

    @Test
    @DisplayName("P2, P4: Pods that are there before the controller are written in the fewest slices, and never again")
    void podsBeforeController() {
        scenario.cluster().createService("web");
        scenario.cluster().createReadyPods("web", 0, 250);

        scenario.running(100).awaitRight("web");
        assertThat(scenario.writesSince(new SliceWatch.Writes(0, 0, 0))).isEqualTo(new SliceWatch.Writes(3, 0, 0));

        scenario.running(100).assertSilent();
    }
}
