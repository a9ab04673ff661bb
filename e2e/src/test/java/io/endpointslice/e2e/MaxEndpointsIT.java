package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedApiServer.class)
final class MaxEndpointsIT {
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
    @DisplayName(
            "Q5, P2: a lower cap at a restart splits the slices above it in the fewest writes; a higher one writes nothing")
    void capChangesAtRestart() {
        scenario.cluster().createService("web");
        scenario.cluster().createReadyPods("web", 0, 250);
        scenario.running(100).awaitRight("web");
        SliceWatch.Writes at100 = scenario.slices().writes();

        scenario.running(50).awaitRight("web");

        // slices of 100, 100 and 50: two are above the cap, and the 100 endpoints that they give need two more
        assertThat(scenario.writesSince(at100)).isEqualTo(new SliceWatch.Writes(2, 2, 0));

        scenario.running(200).assertSilent();
        scenario.awaitRight("web");
        assertThat(scenario.slices().of("web")).hasSize(5);
    }

    @Test
    @DisplayName("P1: with a cap of 1 each endpoint has a slice of its own, and the end of a Pod deletes its slice")
    void capOfOne() {
        scenario.running(1).cluster().createService("web");
        scenario.cluster().createReadyPods("web", 0, 5);
        scenario.awaitRight("web");
        assertThat(scenario.slices().of("web")).hasSize(5);
        scenario.cluster().terminate("web-2");
        scenario.awaitRight("web");
        scenario.controller().awaitIdle();
        SliceWatch.Writes before = scenario.slices().writes();

        scenario.cluster().finish("web-2");

        scenario.awaitRight("web");
        assertThat(scenario.writesSince(before)).isEqualTo(new SliceWatch.Writes(0, 0, 1));
    }
}
