package io.endpointslice.hints;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hinting;
import io.endpointslice.model.Hints;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficHintsTest {
    private static final Hints OWN_ZONE = new Hints(ImmutableList.of("zone-a"), ImmutableList.of());
    private static final Hints OWN_NODE = new Hints(ImmutableList.of("zone-a"), ImmutableList.of("n1"));

    @Test
    void h1AReadyEndpointIsForItsOwnZoneAndNodeIfThatIsAskedFor() {
        Endpoint ready = endpoint(true, "n1", "zone-a");
        assertThat(TrafficHints.on(ready, Hinting.SAME_ZONE).hints()).isEqualTo(OWN_ZONE);
        assertThat(TrafficHints.on(ready, Hinting.SAME_NODE).hints()).isEqualTo(OWN_NODE);
        assertThat(TrafficHints.on(ready, Hinting.NONE).hints()).isEqualTo(Hints.NONE);
    }

    @Test
    void h1AnEndpointThatIsNotReadyGetsNone() {
        assertThat(TrafficHints.on(endpoint(false, "n1", "zone-a"), Hinting.SAME_NODE)
                        .hints())
                .isEqualTo(Hints.NONE);
    }

    @Test
    void h1WhatIsNotKnownIsNotHinted() {
        assertThat(TrafficHints.on(endpoint(true, "n1", ""), Hinting.SAME_NODE).hints())
                .isEqualTo(new Hints(ImmutableList.of(), ImmutableList.of("n1")));
        assertThat(TrafficHints.on(endpoint(true, "", ""), Hinting.SAME_NODE).hints())
                .isEqualTo(Hints.NONE);
    }

    @ParameterizedTest(name = "{0}, ready {1}: {2}")
    @CsvSource({
        "NONE, true, true", // H5
        "NONE, false, true", // H5
        "SAME_ZONE, true, true", // H1
        "SAME_ZONE, false, false", // Q7
        "SAME_NODE, false, false" // Q7
    })
    void wrongHintsForceAWriteWhereTheyMatter(Hinting hinting, boolean ready, boolean wrong) {
        Endpoint desired = TrafficHints.on(endpoint(ready, "n1", "zone-a"), hinting);
        Endpoint published = desired.withHints(new Hints(ImmutableList.of("zone-b"), ImmutableList.of()));
        assertThat(TrafficHints.areWrong(hinting, desired, published)).isEqualTo(wrong);
        assertThat(TrafficHints.areWrong(hinting, desired, desired)).isFalse();
    }

    private static Endpoint endpoint(boolean ready, String node, String zone) {
        return Endpoint.of(
                ImmutableList.of("10.0.0.1"),
                "",
                Conditions.of(ready, ready, false),
                Optional.empty(),
                node,
                zone,
                Hints.NONE);
    }
}
