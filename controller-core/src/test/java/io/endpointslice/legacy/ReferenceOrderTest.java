package io.endpointslice.legacy;

import static io.endpointslice.fixtures.Facts.address;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.TargetRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Expected orders are those of Kubernetes' own code for the same values. */
class ReferenceOrderTest {
    private static final EndpointPort HTTP = tcp("http", 8080);
    private static final EndpointPort ALT = tcp("alt", 8081);
    private static final EndpointPort DNS = port("dns", "UDP", 53, Optional.empty());
    private static final EndpointPort H2 = port("h2", "TCP", 9000, Optional.of("kubernetes.io/h2c"));
    private static final EndpointPort UNNAMED = port("", "SCTP", 7000, Optional.empty());

    @DisplayName("L3: ports within a subset, in the order of the reference's hash")
    @Test
    void ports() {
        EndpointSubset subset = subset(List.of(address("10.0.0.1")), List.of(), ALT, DNS, H2, HTTP, UNNAMED);

        assertThat(ReferenceOrder.of(ImmutableList.of(subset)))
                .singleElement()
                .satisfies(sorted -> assertThat(sorted.ports()).containsExactly(HTTP, ALT, H2, UNNAMED, DNS));
    }

    @DisplayName("L3: subsets, with all that an address and a port can have, whatever order they come in")
    @Test
    void subsets() {
        EndpointAddress plain = address("d", "10.0.0.4");
        EndpointAddress withoutNode = new EndpointAddress("10.0.0.4", "", Optional.of(""), plain.targetRef());
        EndpointAddress hosted = new EndpointAddress(
                "10.0.0.3", "c-0", Optional.of("n1"), address("c", "10.0.0.3").targetRef());
        EndpointAddress ofNode = new EndpointAddress(
                "10.0.0.6", "", Optional.empty(), Optional.of(new TargetRef("v1", "Node", "", "n2", "", "status")));
        EndpointSubset portless = subset(List.of(address("fd00::1")), List.of());
        EndpointSubset http = subset(List.of(address("a", "10.0.0.1"), address("b", "10.0.0.2")), List.of(), HTTP);
        EndpointSubset two = subset(List.of(hosted), List.of(withoutNode), H2, UNNAMED);
        EndpointSubset dns = subset(List.of(), List.of(address("10.0.0.5"), ofNode), DNS);
        List<EndpointSubset> given = new ArrayList<>(List.of(dns, two, http, portless));

        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(given, new Random(seed));
            assertThat(ReferenceOrder.of(given)).containsExactly(portless, http, two, dns);
        }
    }

    private static EndpointSubset subset(
            List<EndpointAddress> addresses, List<EndpointAddress> notReady, EndpointPort... ports) {
        return new EndpointSubset(
                ImmutableList.copyOf(addresses), ImmutableList.copyOf(notReady), ImmutableList.copyOf(ports));
    }

    private static EndpointPort port(String name, String protocol, int number, Optional<String> appProtocol) {
        return new EndpointPort(Optional.of(name), Optional.of(protocol), OptionalInt.of(number), appProtocol);
    }
}
