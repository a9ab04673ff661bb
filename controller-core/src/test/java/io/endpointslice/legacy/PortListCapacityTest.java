package io.endpointslice.legacy;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.model.KubernetesNames.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** L5 for Pods of more than one port list: what each gets of the 1,000 places. */
class PortListCapacityTest {
    private final CapacityWorld world = new CapacityWorld();

    @DisplayName("Q9: an address counts once in each subset")
    @Test
    void countedTwice() {
        world.add(0, 600, each -> each.port("debug", 5005));
        world.add(600, 800);

        assertThat(world.sync()).isOne();
        assertThat(world.count()).isEqualTo(1000);
        assertThat(world.annotation()).hasValue(TRUNCATED);
        assertThat(world.sync()).isZero();
    }

    @DisplayName("L5: shares that shift with Pods beyond the cut are no reason to write")
    @ParameterizedTest
    @ValueSource(ints = {8081, 9090})
    void shiftingShares(int otherPort) {
        world.add(0, 700);
        world.addWith(700, 1400, otherPort);
        world.sync();
        ImmutableSet<String> before = world.ready();

        world.addWith(1400, 1900, otherPort);
        assertThat(world.sync()).isZero();
        for (int i = 1400; i < 1900; i++) {
            world.remove(i);
        }
        assertThat(world.sync()).isZero();
        assertThat(world.ready()).isEqualTo(before);
    }

    @DisplayName("L5: a place that is free goes to the port list that is furthest below its share")
    @Test
    void freePlace() {
        world.add(0, 700);
        world.addWith(700, 1400, 9090);
        world.sync();
        world.addWith(1400, 2800, 9090);
        long before = world.ready(9090);
        for (int i = 0; i < 10; i++) {
            world.remove(i);
        }

        assertThat(world.sync()).isOne();
        assertThat(world.ready(9090)).isEqualTo(before + 10);
        assertThat(world.count()).isEqualTo(1000);
    }

    @DisplayName("L5: a port list that is new does not go without: shares are taken anew, once")
    @Test
    void newPortList() {
        world.add(0, 1500);
        world.sync();

        world.addWith(1500, 1501, 9090);
        assertThat(world.sync()).isOne();
        assertThat(world.ready(9090)).isOne();
        assertThat(world.count()).isEqualTo(1000);
        assertThat(world.sync()).isZero();
    }

    @DisplayName("L5: a port list of which nothing is left is not there, since an API server refuses an empty subset")
    @Test
    void nothingLeft() {
        world.add(0, 1500);
        world.addWith(1500, 1510, 9090);
        for (int i = 1500; i < 1510; i++) {
            world.get(i).ready(false);
        }

        assertThat(world.sync()).isOne();
        assertThat(world.stands().subsets()).hasSize(1);
    }

    @DisplayName("L5, Q10: a headless Service without ports is cut as well, and left in peace")
    @Test
    void withoutPorts() {
        ServiceFacts headless = service("web").headless().build();
        ImmutableList<PodFacts> pods = IntStream.range(0, 1500)
                .mapToObj(i -> pod("p" + i)
                        .ip("10.0." + i / 200 + "." + i % 200)
                        .ready()
                        .build())
                .collect(toImmutableList());
        ImmutableList<PodFacts> withOneBefore = ImmutableList.<PodFacts>builder()
                .add(pod("first").ip("0.0.0.1").ready().build())
                .addAll(pods)
                .build();
        EndpointsPlanner planner = new EndpointsPlanner();
        LegacyEndpoints created = planner.plan(
                        new EndpointsSnapshot(headless.key(), Optional.of(headless), false, pods, Optional.empty()),
                        Optional.empty())
                .writes()
                .get(0)
                .endpoints();

        assertThat(created.subsets())
                .singleElement()
                .satisfies(subset -> assertThat(subset.addresses()).hasSize(1000));
        assertThat(planner.plan(
                                new EndpointsSnapshot(
                                        headless.key(),
                                        Optional.of(headless),
                                        false,
                                        withOneBefore,
                                        Optional.of(created)),
                                Optional.empty())
                        .writes())
                .isEmpty();
    }
}
