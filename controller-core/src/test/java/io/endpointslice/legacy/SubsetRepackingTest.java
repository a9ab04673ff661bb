package io.endpointslice.legacy;

import static io.endpointslice.fixtures.Facts.address;
import static io.endpointslice.fixtures.Facts.endpoints;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.fixtures.EndpointsFixture;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubsetRepackingTest {
    private static final EndpointPort A = tcp("a", 1);
    private static final EndpointPort B = tcp("b", 2);
    private static final EndpointPort C = tcp("c", 3);
    private static final EndpointAddress ONE = address("10.0.0.1");
    private static final EndpointAddress TWO = address("10.0.0.2");
    private static final EndpointAddress TEN = address("10.0.0.10");

    @DisplayName("L3: ports that are offered by exactly the same addresses share a subset")
    @Test
    void sharedPorts() {
        assertThat(repack(endpoints("web").ready(List.of(ONE), A).ready(List.of(ONE), B)))
                .containsExactly(subset(List.of(ONE), List.of(), A, B));
        assertThat(repack(endpoints("web").ready(List.of(ONE, TWO), A, B).ready(List.of(ONE), C)))
                .containsExactly(subset(List.of(ONE, TWO), List.of(), A, B), subset(List.of(ONE), List.of(), C));
    }

    @DisplayName("L3: overlapping subsets of one port become one")
    @Test
    void overlapping() {
        assertThat(repack(endpoints("web").ready(List.of(ONE, TWO), A).ready(List.of(TWO, TEN), A)))
                .containsExactly(subset(List.of(ONE, TEN, TWO), List.of(), A));
    }

    @DisplayName("L3: an address that is both ready and not ready for a port is not ready, for that port alone")
    @Test
    void notReadyWins() {
        assertThat(repack(endpoints("web").ready(List.of(ONE), A, B).subset(List.of(), List.of(ONE), A)))
                .containsExactly(subset(List.of(), List.of(ONE), A), subset(List.of(ONE), List.of(), B));
        assertThat(repack(endpoints("web").subset(List.of(), List.of(ONE), A).ready(List.of(ONE), A)))
                .containsExactly(subset(List.of(), List.of(ONE), A));
    }

    @DisplayName("L3: ports that agree in addresses but not in readiness stand apart")
    @Test
    void readinessSeparates() {
        assertThat(repack(endpoints("web").ready(List.of(ONE, TWO), A).subset(List.of(ONE), List.of(TWO), B)))
                .containsExactly(subset(List.of(ONE, TWO), List.of(), A), subset(List.of(ONE), List.of(TWO), B));
    }

    @DisplayName("L3: a subset without ports keeps its addresses")
    @Test
    void withoutPorts() {
        assertThat(repack(endpoints("web").ready(List.of(ONE)).ready(List.of(TWO), A)))
                .containsExactly(subset(List.of(ONE), List.of()), subset(List.of(TWO), List.of(), A));
        assertThat(repack(endpoints("web").ready(List.of(ONE)).ready(List.of(ONE), A)))
                .as("the same address with and without a port")
                .containsExactly(subset(List.of(ONE), List.of(), A));
    }

    @DisplayName("L3: subsets without addresses are nothing")
    @Test
    void withoutAddresses() {
        assertThat(repack(endpoints("web").ready(List.of(), A).ready(List.of())))
                .isEmpty();
    }

    @DisplayName(
            "L3: addresses are sorted by IP as text, then by the uid behind them; the same IP and uid are one address")
    @Test
    void identityAndOrder() {
        EndpointAddress podA = address("a", "10.0.0.1");
        EndpointAddress podB = address("b", "10.0.0.1");
        EndpointAddress again = new EndpointAddress("10.0.0.1", "other", Optional.empty(), podA.targetRef());

        assertThat(repack(endpoints("web")
                        .ready(List.of(TWO, podB, podA, TEN, ONE), A)
                        .ready(List.of(again), A)))
                .containsExactly(subset(List.of(ONE, podA, podB, TEN, TWO), List.of(), A));
    }

    @DisplayName("L3: the canonical form of itself is itself, and does not depend on the order of subsets and ports")
    @Test
    void canonical() {
        EndpointPort[] ports = {A, B, C};
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            EndpointsFixture fixture = endpoints("web");
            for (int i = random.nextInt(6); i >= 0; i--) {
                fixture.subset(some(random), some(random), somePorts(random, ports));
            }
            List<EndpointSubset> given = new ArrayList<>(fixture.build().subsets());
            ImmutableList<EndpointSubset> packed = SubsetRepacking.repack(given);

            assertThat(SubsetRepacking.repack(packed)).as("seed %s", seed).isEqualTo(packed);
            assertThat(OfferedAddress.in(packed)).as("seed %s", seed).isEqualTo(OfferedAddress.in(given));
            Collections.shuffle(given, random);
            assertThat(SubsetRepacking.repack(given)).as("seed %s", seed).isEqualTo(packed);
            assertThat(packed.stream().flatMap(subset -> subset.ports().stream()))
                    .as("a port stands in one subset: seed %s", seed)
                    .doesNotHaveDuplicates();
        }
    }

    private static List<EndpointAddress> some(Random random) {
        List<EndpointAddress> all = new ArrayList<>(List.of(ONE, TWO, TEN, address("a", "10.0.0.1")));
        Collections.shuffle(all, random);
        return all.subList(0, random.nextInt(all.size() + 1));
    }

    private static EndpointPort[] somePorts(Random random, EndpointPort... ports) {
        List<EndpointPort> all = new ArrayList<>(List.of(ports));
        Collections.shuffle(all, random);
        return all.subList(0, 1 + random.nextInt(all.size())).toArray(EndpointPort[]::new);
    }

    private static ImmutableList<EndpointSubset> repack(EndpointsFixture given) {
        return SubsetRepacking.repack(given.build().subsets());
    }

    private static EndpointSubset subset(
            List<EndpointAddress> addresses, List<EndpointAddress> notReady, EndpointPort... ports) {
        return new EndpointSubset(
                ImmutableList.copyOf(addresses), ImmutableList.copyOf(notReady), ImmutableList.copyOf(ports));
    }
}
