package io.endpointslice.legacy;

import static io.endpointslice.fixtures.Facts.address;
import static io.endpointslice.fixtures.Facts.ports;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.plan.PlanViolationException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EndpointsCheckTest {
    private static final ServiceFacts SERVICE =
            service("web").port("http", 8080).build();
    private static final EndpointPort HTTP = tcp("http", 8080);
    private static final ImmutableList<EndpointAddress> TWO = addresses(0, 2);

    @DisplayName("L2, L3: what Pods offer is said, once, and nothing else")
    @Test
    void complete() {
        assertThatCode(() -> check(offered(TWO, true), subset(TWO, List.of(), HTTP)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(offered(TWO, true), subset(TWO.subList(0, 1), List.of(), HTTP)))
                .isInstanceOf(PlanViolationException.class)
                .hasMessageContaining("shop/web lacks what Pods offer");
        assertThatThrownBy(() -> check(offered(TWO, true), subset(addresses(0, 3), List.of(), HTTP)))
                .hasMessageContaining("says what no Pod offers");
        assertThatThrownBy(() -> check(offered(TWO, true), subset(List.of(), TWO, HTTP)))
                .as("another readiness")
                .hasMessageContaining("says what no Pod offers");
        assertThatThrownBy(() -> check(
                        offered(TWO, true), subset(TWO, List.of(), HTTP), subset(TWO.subList(1, 2), List.of(), HTTP)))
                .hasMessageContaining("says something twice");
    }

    @DisplayName("L5: no subset is empty, which an API server refuses")
    @Test
    void emptySubset() {
        assertThatThrownBy(() -> check(offered(TWO, true), subset(TWO, List.of(), HTTP), subset(List.of(), List.of())))
                .hasMessageContaining("holds a subset without addresses");
    }

    @DisplayName("L5: 1,000 addresses and no more; fewer only if there are no more")
    @Test
    void capacity() {
        ImmutableList<OfferedAddress> many = offered(addresses(0, 1001), true);

        assertThatCode(() -> checkCut(many, subset(addresses(0, 1000), List.of(), HTTP)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> checkCut(many, subset(addresses(0, 999), List.of(), HTTP)))
                .hasMessageContaining("was cut, and holds 999 addresses");
        assertThatThrownBy(() -> checkCut(many, subset(addresses(0, 1001), List.of(), HTTP)))
                .hasMessageContaining("was cut, and holds 1001 addresses");
        assertThatThrownBy(() -> check(many, subset(addresses(0, 1001), List.of(), HTTP)))
                .hasMessageContaining("holds more addresses than it may");
        assertThatCode(() -> check(offered(addresses(0, 1000), true), subset(addresses(0, 1000), List.of(), HTTP)))
                .doesNotThrowAnyException();
    }

    @DisplayName("L5: no address that is not ready in the place of a ready one")
    @Test
    void readyFirst() {
        ImmutableList<OfferedAddress> mixed = ImmutableList.<OfferedAddress>builder()
                .addAll(offered(addresses(0, 900), true))
                .addAll(offered(addresses(900, 1100), false))
                .build();

        assertThatCode(() -> checkCut(mixed, subset(addresses(0, 900), addresses(1000, 1100), HTTP)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> checkCut(mixed, subset(addresses(0, 899), addresses(900, 1001), HTTP)))
                .hasMessageContaining("holds an address that is not ready in the place of a ready one");
    }

    private static void check(ImmutableList<OfferedAddress> offered, EndpointSubset... subsets) {
        ImmutableList<EndpointSubset> said = ImmutableList.copyOf(subsets);
        EndpointsCheck.check(SERVICE.key(), new DesiredObject(SERVICE, offered, ImmutableList.of(), said));
    }

    private static void checkCut(ImmutableList<OfferedAddress> offered, EndpointSubset... subsets) {
        ImmutableList<EndpointSubset> said = ImmutableList.copyOf(subsets);
        EndpointsCheck.check(SERVICE.key(), new DesiredObject(SERVICE, offered, SubsetRepacking.pack(offered), said));
    }

    private static ImmutableList<OfferedAddress> offered(List<EndpointAddress> addresses, boolean ready) {
        return addresses.stream()
                .map(address -> new OfferedAddress(address, Offer.of(ports(HTTP), ready)))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<EndpointAddress> addresses(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> address("p" + i, "10.0." + i / 200 + "." + i % 200))
                .collect(ImmutableList.toImmutableList());
    }

    private static EndpointSubset subset(
            List<EndpointAddress> addresses, List<EndpointAddress> notReady, EndpointPort... ports) {
        return new EndpointSubset(
                ImmutableList.copyOf(addresses), ImmutableList.copyOf(notReady), ImmutableList.copyOf(ports));
    }
}
