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

    @DisplayName(
            "a change leaves all else as it was, says what changed Pods offer, in order (L3), and not too much (L5)")
    @Test
    void change() {
        EndpointSubset unchanged = subset(addresses(0, 2), addresses(4, 5), HTTP);
        EndpointSubset wanted = subset(addresses(2, 3), List.of(), HTTP);

        assertThatCode(() -> checkChange(unchanged, wanted, subset(addresses(0, 3), addresses(4, 5), HTTP)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> checkChange(unchanged, wanted, subset(addresses(1, 3), addresses(4, 5), HTTP)))
                .isInstanceOf(PlanViolationException.class)
                .hasMessageContaining("shop/web changes what has not changed");
        assertThatThrownBy(() -> checkChange(unchanged, wanted, subset(addresses(0, 3), List.of(), HTTP)))
                .hasMessageContaining("changes what has not changed");
        assertThatThrownBy(() -> checkChange(unchanged, wanted, subset(TWO, addresses(4, 5), HTTP)))
                .as("not said")
                .hasMessageContaining("does not say what changed Pods offer");
        assertThatThrownBy(() -> checkChange(unchanged, wanted, subset(TWO, addresses(2, 5), HTTP)))
                .as("another readiness")
                .hasMessageContaining("does not say what changed Pods offer");
        assertThatThrownBy(() -> checkChange(
                        unchanged, subset(TWO, List.of(), HTTP), subset(addresses(0, 2), addresses(4, 5), HTTP)))
                .as("said already")
                .hasMessageContaining("does not say what changed Pods offer");
        assertThatThrownBy(() -> checkChange(
                        subset(addresses(2, 3), List.of(), HTTP),
                        subset(addresses(0, 1), List.of(), HTTP),
                        subset(List.of(address("p2", "10.0.0.2"), address("p0", "10.0.0.0")), List.of(), HTTP)))
                .hasMessageContaining("is out of order, or says something twice");
        ImmutableList<EndpointAddress> full = ImmutableList.sortedCopyOf(AddressKey.ADDRESS_ORDER, addresses(0, 1000));
        ImmutableList<EndpointAddress> another = addresses(1000, 1001);
        assertThatThrownBy(() -> checkChange(
                        subset(full, List.of(), HTTP), subset(List.of(), another, HTTP), subset(full, another, HTTP)))
                .hasMessageContaining("holds more addresses than it may");
    }

    private static void checkChange(EndpointSubset unchanged, EndpointSubset wanted, EndpointSubset after) {
        EndpointsCheck.checkChange(SERVICE.key(), unchanged, wanted, after);
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
