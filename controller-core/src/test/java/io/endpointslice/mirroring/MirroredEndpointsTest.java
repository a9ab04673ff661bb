package io.endpointslice.mirroring;

import static io.endpointslice.fixtures.Facts.address;
import static io.endpointslice.fixtures.Facts.endpoints;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.fixtures.EndpointsFixture;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.Event;
import io.endpointslice.model.Hints;
import io.endpointslice.model.TargetRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which endpoints mirror which addresses, and what is said of those that are skipped: M2, M3. */
class MirroredEndpointsTest {
    private static final EndpointPort HTTP = tcp("http", 8080);
    private static final EndpointPort ALT = tcp("alt", 8081);

    @DisplayName(
            "M3: address, the ready condition and no other, hostname, node, the object behind it; no zone, no hints")
    @Test
    void fields() {
        Optional<TargetRef> target = Optional.of(new TargetRef("v1", "Node", "", "n2", "u", "status"));

        assertThat(mirrored(
                        1000,
                        endpoints("web")
                                .subset(
                                        List.of(new EndpointAddress("10.0.0.1", "h", Optional.of("n1"), target)),
                                        List.of(address("10.0.0.2")),
                                        HTTP)))
                .containsExactlyInAnyOrder(
                        Endpoint.of(ImmutableList.of("10.0.0.1"), "h", ready(true), target, "n1", "", Hints.NONE),
                        Endpoint.of(
                                ImmutableList.of("10.0.0.2"), "", ready(false), Optional.empty(), "", "", Hints.NONE));
    }

    @DisplayName(
            "M2: addresses are written in canonical form; two that are the same then are one, not ready if one is not")
    @Test
    void canonicalAddresses() {
        assertThat(mirrored(
                        1000,
                        endpoints("web")
                                .subset(
                                        List.of(address("010.0.0.1"), address("10.0.0.1"), address("FD00:0::1")),
                                        List.of(address("::ffff:10.0.0.1")),
                                        HTTP)))
                .extracting(endpoint ->
                        endpoint.addresses() + " " + endpoint.conditions().isReady())
                .containsExactly("[10.0.0.1] false", "[fd00::1] true");
    }

    @DisplayName("M2: overlapping and repeated subsets are repacked before they are mirrored")
    @Test
    void overlapping() {
        MirroredEndpoints.Result result = of(
                1000,
                endpoints("web")
                        .ready(List.of(address("10.0.0.1"), address("10.0.0.2")), HTTP)
                        .ready(List.of(address("10.0.0.2"), address("10.0.0.3")), HTTP)
                        .ready(List.of(address("10.0.0.1")), ALT));

        assertThat(result.desired().groups().get(AddressType.IPV4))
                .extractingFromEntries(
                        entry -> entry.getKey() + " " + entry.getValue().size())
                .containsExactly("alt:8081/TCP 1", "http:8080/TCP 3");
    }

    @DisplayName(
            "M2: an address that is ready and not ready for a port with an appProtocol is not ready, as without one")
    @Test
    void appProtocol() {
        EndpointPort port = new EndpointPort(
                Optional.of("http"), Optional.of("TCP"), OptionalInt.of(80), Optional.of("kubernetes.io/h2c"));

        assertThat(mirrored(
                        1000,
                        endpoints("web")
                                .ready(List.of(address("10.0.0.1"), address("10.0.0.2")), port)
                                .subset(List.of(), List.of(address("10.0.0.1")), port)))
                .extracting(endpoint -> endpoint.conditions().isReady())
                .containsExactly(false, true);
    }

    @DisplayName("M2: the first 1,000 of a subset, ready ones first; the event has both numbers")
    @Test
    void tooMany() {
        List<EndpointAddress> ready = addresses("10.0", 900);
        List<EndpointAddress> notReady = addresses("10.1", 300);
        MirroredEndpoints.Result result = of(1000, endpoints("web").subset(ready, notReady, HTTP));

        assertThat(mirrored(result)).hasSize(1000);
        assertThat(mirrored(result))
                .filteredOn(endpoint -> endpoint.conditions().isReady())
                .hasSize(900);
        assertThat(result.events())
                .containsExactly(warning(
                        "TooManyAddressesToMirror",
                        "A max of 1000 addresses can be mirrored to EndpointSlices per Endpoints subset. "
                                + "200 addresses were skipped"));
    }

    @DisplayName("M2: addresses that are no IP are skipped and take no place; the event has their number")
    @Test
    void invalid() {
        MirroredEndpoints.Result result = of(
                2,
                endpoints("web").ready(List.of(address("10.0.0.1"), address("10.0.0.x"), address("11.0.0.1")), HTTP));

        assertThat(mirrored(result)).hasSize(2);
        assertThat(result.events())
                .containsExactly(
                        warning("InvalidIPAddress", "Skipped 1 invalid IP addresses when mirroring to EndpointSlices"));
    }

    @DisplayName("M2: with both, there are two events; the second counts all that was skipped, as the reference counts")
    @Test
    void tooManyAndInvalid() {
        MirroredEndpoints.Result result = of(
                2,
                endpoints("web")
                        .ready(
                                List.of(
                                        address("10.0.0.1"),
                                        address("10.0.0.x"),
                                        address("11.0.0.1"),
                                        address("12.0.0.1"),
                                        address("bad")),
                                HTTP)
                        .ready(List.of(address("13.0.0.1"), address("14.0.0.1"), address("15.0.0.1")), ALT));

        assertThat(result.events())
                .containsExactly(
                        warning("InvalidIPAddress", "Skipped 1 invalid IP addresses when mirroring to EndpointSlices"),
                        warning(
                                "TooManyAddressesToMirror",
                                "A max of 2 addresses can be mirrored to EndpointSlices per Endpoints subset. "
                                        + "4 addresses were skipped"));
    }

    @DisplayName("M2: what fits and is all IPs causes no event")
    @Test
    void noEvents() {
        assertThat(of(2, endpoints("web").ready(addresses("10.0", 2), HTTP)).events())
                .isEmpty();
    }

    @DisplayName("M2: which addresses are taken does not depend on the order in which they are written")
    @Test
    void orderOfAddresses() {
        List<EndpointAddress> addresses = addresses("10.0", 20);
        MirroredEndpoints.Result result = of(7, endpoints("web").ready(addresses, HTTP));
        Collections.reverse(addresses);

        assertThat(of(7, endpoints("web").ready(addresses, HTTP))).isEqualTo(result);
    }

    private static List<EndpointAddress> addresses(String prefix, int count) {
        List<EndpointAddress> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(address(prefix + "." + i / 200 + "." + i % 200));
        }
        return addresses;
    }

    private static MirroredEndpoints.Result of(int max, EndpointsFixture endpoints) {
        return MirroredEndpoints.of(endpoints.build(), max);
    }

    private static List<Endpoint> mirrored(int max, EndpointsFixture endpoints) {
        return mirrored(of(max, endpoints));
    }

    private static List<Endpoint> mirrored(MirroredEndpoints.Result result) {
        return result.desired().groups().values().stream()
                .flatMap(groups -> groups.values().stream())
                .flatMap(List::stream)
                .toList();
    }

    private static Conditions ready(boolean ready) {
        return new Conditions(Optional.of(ready), Optional.empty(), Optional.empty());
    }

    private static Event warning(String reason, String message) {
        return new Event(
                Event.Severity.WARNING, new Event.Regarding("Endpoints", "shop", "web", "uid-web"), reason, message);
    }
}
