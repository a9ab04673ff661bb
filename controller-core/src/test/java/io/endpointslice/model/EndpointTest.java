package io.endpointslice.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointTest {
    private static final Conditions READY = Conditions.of(true, true, false);
    private static final TargetRef POD = TargetRef.pod("shop", "p", "u");
    private static final Endpoint ENDPOINT = endpoint("10.0.0.1", "h", READY, POD, "n1", "zone-a");

    static Stream<Named<Endpoint>> others() {
        return Stream.of(
                Named.of("address", endpoint("10.0.0.2", "h", READY, POD, "n1", "zone-a")),
                Named.of("hostname", endpoint("10.0.0.1", "other", READY, POD, "n1", "zone-a")),
                Named.of(
                        "Pod's namespace",
                        endpoint("10.0.0.1", "h", READY, TargetRef.pod("x", "p", "u"), "n1", "zone-a")),
                Named.of(
                        "Pod's name",
                        endpoint("10.0.0.1", "h", READY, TargetRef.pod("shop", "q", "u"), "n1", "zone-a")));
    }

    static Stream<Named<Endpoint>> changed() {
        return Stream.of(
                Named.of(
                        "conditions", endpoint("10.0.0.1", "h", Conditions.of(false, true, true), POD, "n1", "zone-a")),
                Named.of("nodeName", endpoint("10.0.0.1", "h", READY, POD, "n2", "zone-a")),
                Named.of("zone", endpoint("10.0.0.1", "h", READY, POD, "n1", "zone-b")),
                Named.of(
                        "Pod's uid",
                        endpoint("10.0.0.1", "h", READY, TargetRef.pod("shop", "p", "v"), "n1", "zone-a")));
    }

    @DisplayName("E9: another address, hostname, or Pod name is another endpoint")
    @ParameterizedTest
    @MethodSource("others")
    void anotherEndpoint(Endpoint other) {
        assertThat(other.identity()).isNotEqualTo(ENDPOINT.identity());
        assertThat(ENDPOINT.sameApartFromHints(other)).isFalse();
    }

    @DisplayName("E9: any other difference is a change of the same endpoint")
    @ParameterizedTest
    @MethodSource("changed")
    void sameEndpointChanged(Endpoint other) {
        assertThat(other.identity()).isEqualTo(ENDPOINT.identity());
        assertThat(ENDPOINT.sameApartFromHints(other)).isFalse();
        assertThat(other).isNotEqualTo(ENDPOINT);
    }

    @DisplayName("E9: the order of the addresses does not count")
    @Test
    void orderOfAddresses() {
        Endpoint one =
                Endpoint.of(ImmutableList.of("fd00::1", "fd00::2"), "", READY, Optional.of(POD), "n1", "", Hints.NONE);
        Endpoint other =
                Endpoint.of(ImmutableList.of("fd00::2", "fd00::1"), "", READY, Optional.of(POD), "n1", "", Hints.NONE);

        assertThat(one).isEqualTo(other);
    }

    @DisplayName("Q7: hints are no part of the comparison")
    @Test
    void hints() {
        Endpoint hinted = hinted("zone-a", "n1");

        assertThat(hinted).isNotEqualTo(ENDPOINT);
        assertThat(ENDPOINT.sameApartFromHints(hinted)).isTrue();
    }

    @Test
    void otherHintsAreAnotherEndpoint() {
        assertThat(hinted("zone-a", "n1"))
                .isEqualTo(hinted("zone-a", "n1"))
                .hasSameHashCodeAs(hinted("zone-a", "n1"))
                .isNotEqualTo(hinted("zone-b", "n1"))
                .isNotEqualTo(hinted("zone-a", "n2"));
    }

    private static Endpoint hinted(String zone, String node) {
        return ENDPOINT.withHints(new Hints(ImmutableList.of(zone), ImmutableList.of(node)));
    }

    private static Endpoint endpoint(
            String address, String hostname, Conditions conditions, TargetRef ref, String node, String zone) {
        return Endpoint.of(ImmutableList.of(address), hostname, conditions, Optional.of(ref), node, zone, Hints.NONE);
    }
}
