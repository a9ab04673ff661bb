package io.endpointslice.hints;

import static io.endpointslice.hints.HintTexts.counts;
import static io.endpointslice.hints.HintTexts.cpu;
import static io.endpointslice.hints.HintTexts.endpoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.model.ZoneCpu;
import io.endpointslice.model.ZoneHints;
import io.endpointslice.model.ZoneHints.Obstacle;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyHintsTest {
    @DisplayName(
            "H3: a ready endpoint without a zone keeps all from having hints; what Nodes and numbers say comes first")
    @Test
    void endpointWithoutZone() {
        assertThat(TopologyHints.obstacle(cpu("a:4 b:4"), List.of(endpoint(1, "a", ""), endpoint(2, "b", ""))))
                .isEmpty();
        assertThat(TopologyHints.obstacle(cpu("a:4 b:4"), List.of(endpoint(1, "a", ""), endpoint(2, "", ""))))
                .contains(Obstacle.ENDPOINT_WITHOUT_ZONE);
        assertThat(TopologyHints.obstacle(cpu("a:4 b:4"), List.of(endpoint(2, "", ""))))
                .contains(Obstacle.TOO_FEW_ENDPOINTS);
        assertThat(TopologyHints.obstacle(ZoneCpu.NONE, List.of(endpoint(2, "", ""))))
                .contains(Obstacle.NODES_INCOMPLETE);
    }

    @DisplayName("H4: hints hold as long as each zone has its minimum, and no zone of theirs is gone")
    @ParameterizedTest(name = "{0} under {1}: {2}")
    @CsvSource({
        "a:5 b:5, a:4 b:4, true",
        "a:5 b:5, a:5 b:4, true",
        "a:5 b:5, a:9 b:4, false",
        "a:5 b:5, a:5 b:4 c:1, false",
        "a:5 b:5, a:4, false",
        "a:4 b:4 c:1, a:4 b:4, false",
        "a:18 b:2, a:9 b:1, true"
    })
    void given(String hinted, String cpu, boolean hold) {
        assertThat(TopologyHints.stillHold(new ZoneHints.Given(counts(hinted)), cpu(cpu)))
                .isEqualTo(hold);
    }

    @DisplayName("H4: hints that were impossible are looked at again once the Nodes allow them")
    @ParameterizedTest(name = "{0}, {1} endpoints, under {2}: {3}")
    @CsvSource({
        "ONE_ZONE, 4, a:4 b:4, false",
        "ONE_ZONE, 4, a:4, true",
        "NODES_INCOMPLETE, 4, a:4 b:4, false",
        "TOO_FEW_ENDPOINTS, 2, a:4 b:4, false",
        "TOO_FEW_ENDPOINTS, 1, a:4 b:4, true",
        "MINIMUMS_TOO_HIGH, 3, a:4 b:4, true",
        "ENDPOINT_WITHOUT_ZONE, 4, a:4 b:4, true"
    })
    void withheld(Obstacle obstacle, int endpoints, String cpu, boolean hold) {
        assertThat(TopologyHints.stillHold(new ZoneHints.Withheld(obstacle, endpoints), cpu(cpu)))
                .isEqualTo(hold);
    }
}
