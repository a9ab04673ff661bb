package io.endpointslice.hints;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.hints.HintTexts.counts;
import static io.endpointslice.hints.HintTexts.cpu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Topology;
import io.endpointslice.model.ZoneHints;
import io.endpointslice.model.ZoneHints.Obstacle;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** H4: reasons and messages are those of the reference. */
class HintEventsTest {
    private static final ServiceFacts WEB = service("web").topologyAuto().build();
    private static final Event.Regarding REGARDING = new Event.Regarding("Service", "shop", "web", "uid-web");
    private static final ZoneHints GIVEN = new ZoneHints.Given(counts("a:5 b:5"));
    private static final ZoneHints TOO_FEW = new ZoneHints.Withheld(Obstacle.TOO_FEW_ENDPOINTS, 1);

    @DisplayName("H4: TopologyAwareHintsEnabled when a Service gets hints, and not again while it has them")
    @Test
    void enabled() {
        Event enabled = new Event(
                Event.Severity.NORMAL,
                REGARDING,
                "TopologyAwareHintsEnabled",
                "Topology Aware Hints has been enabled, addressType: IPv4");

        assertThat(events(Map.of(), Map.of(AddressType.IPV4, GIVEN))).containsExactly(enabled);
        assertThat(events(Map.of(AddressType.IPV4, TOO_FEW), Map.of(AddressType.IPV4, GIVEN)))
                .containsExactly(enabled);
        assertThat(events(
                        Map.of(AddressType.IPV4, new ZoneHints.Given(counts("a:6 b:4"))),
                        Map.of(AddressType.IPV4, GIVEN)))
                .isEmpty();
    }

    @DisplayName("H4: TopologyAwareHintsDisabled with the reason for it")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NODES_INCOMPLETE | Insufficient Node information: allocatable CPU or zone not specified on one or more nodes",
                "ONE_ZONE | Nodes only ready in one zone",
                "TOO_FEW_ENDPOINTS | Insufficient number of endpoints (3 endpoints, 2 zones)",
                "MINIMUMS_TOO_HIGH | Unable to allocate minimum required endpoints to each zone without exceeding overload"
                        + " threshold (3 endpoints, 2 zones)",
                "ENDPOINT_WITHOUT_ZONE | One or more endpoints do not have a zone specified"
            })
    void disabled(Obstacle obstacle, String message) {
        assertThat(events(Map.of(), Map.of(AddressType.IPV6, new ZoneHints.Withheld(obstacle, 3))))
                .containsExactly(new Event(
                        Event.Severity.WARNING,
                        REGARDING,
                        "TopologyAwareHintsDisabled",
                        message + ", addressType: IPv6"));
    }

    @DisplayName("H4: said again for another reason only, not for another number of endpoints")
    @Test
    void saidOnce() {
        assertThat(events(
                        Map.of(AddressType.IPV4, TOO_FEW),
                        Map.of(AddressType.IPV4, new ZoneHints.Withheld(Obstacle.TOO_FEW_ENDPOINTS, 0))))
                .isEmpty();
        assertThat(events(
                        Map.of(AddressType.IPV4, TOO_FEW),
                        Map.of(AddressType.IPV4, new ZoneHints.Withheld(Obstacle.ONE_ZONE, 1))))
                .hasSize(1);
    }

    @DisplayName("H4: a Service that no longer asks for hints is told so if it had them")
    @Test
    void turnedOff() {
        assertThat(events(Map.of(AddressType.IPV4, GIVEN), Map.of()))
                .extracting(Event::reason, Event::message)
                .containsExactly(tuple(
                        "TopologyAwareHintsDisabled", "Topology Aware Hints has been disabled, addressType: IPv4"));
        assertThat(events(Map.of(AddressType.IPV4, TOO_FEW), Map.of())).isEmpty();
        assertThat(events(Map.of(), Map.of())).isEmpty();
    }

    @DisplayName("H4: each address type by itself")
    @Test
    void byAddressType() {
        assertThat(events(
                        Map.of(AddressType.IPV4, GIVEN, AddressType.IPV6, GIVEN),
                        Map.of(AddressType.IPV4, GIVEN, AddressType.IPV6, TOO_FEW)))
                .extracting(Event::message)
                .containsExactly("Insufficient number of endpoints (1 endpoints, 2 zones), addressType: IPv6");
    }

    private static ImmutableList<Event> events(Map<AddressType, ZoneHints> before, Map<AddressType, ZoneHints> now) {
        return HintEvents.of(
                WEB,
                new Topology(cpu("a:4 b:4"), ImmutableSortedMap.copyOf(before)),
                ImmutableList.of(AddressType.IPV4, AddressType.IPV6),
                now);
    }
}
