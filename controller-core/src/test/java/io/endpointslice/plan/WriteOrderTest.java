package io.endpointslice.plan;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static io.endpointslice.fixtures.Facts.snapshot;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.fixtures.SnapshotFixture;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.packing.MergingPolicy;
import io.endpointslice.packing.PackingPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteOrderTest {
    private static final int SEEDS = 3_000;
    private static final int[] PORTS = {8080, 9090, 7070};
    private static final ServiceFacts SERVICE =
            service("web").port("http", "http").build();

    @DisplayName(
            "P3, E16: one Pod moves to a new port list, into the slice that gives another Pod to the one it leaves: "
                    + "whoever stays in its port list comes first")
    @Test
    void circleThroughARecycledSlice() {
        ServiceSnapshot world = snapshot(SERVICE)
                .node("n1", "")
                .pods(
                        pod("x").ip("10.0.0.1").ready().port("http", 8080),
                        pod("moves").ip("10.0.0.2").ready().port("http", 9090),
                        pod("y").ip("10.0.0.3").ready(false).port("http", 8080))
                .slices(
                        slice(SERVICE, "web-1")
                                .ports(tcp("http", 8080))
                                .endpoint("x", "10.0.0.1")
                                .endpoint("moves", "10.0.0.2"),
                        slice(SERVICE, "web-2").ports(tcp("http", 8080)).endpoint("y", "10.0.0.3"))
                .build();

        SyncPlan plan = new SlicePlanner(new MergingPolicy(), 100).plan(world, Optional.empty());

        assertThat(plan.writes())
                .extracting(write -> write.verb() + " " + write.slice().name())
                .containsExactly("update web-1", "update web-2");
    }

    @DisplayName(
            "P3, E17: of two slices that lose the same endpoint, only the one that keeps it till then waits for the third")
    @Test
    void duplicateOfAnEndpointThatMoves() {
        SliceWrite keeps = update("web-1", List.of("twice", "a"), List.of("a"));
        SliceWrite takes = update("web-2", List.of("moves", "b"), List.of("twice", "b"));
        SliceWrite loses = update("web-3", List.of("twice", "c"), List.of("moves", "c"));

        assertThat(WriteOrder.of(List.of(keeps, takes, loses))).containsExactly(loses, takes, keeps);
    }

    private static SliceWrite update(String name, List<String> before, List<String> after) {
        return new SliceWrite.Update(
                holding(name, before), holding(name, after), ImmutableSortedSet.of(Reason.RECEIVED));
    }

    private static Slice holding(String name, List<String> pods) {
        SliceFixture fixture = slice(SERVICE, name).ports(tcp("http", 8080));
        for (String pod : pods) {
            fixture = fixture.endpoint(pod, "10.0.0." + pod.length());
        }
        return fixture.build();
    }

    @DisplayName("P3: whatever moves between three port lists at once, every plan passes its check")
    @ParameterizedTest
    @EnumSource
    void movesBetweenPortLists(PackingPolicyName policy) {
        int ordered = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ServiceSnapshot world = world(random);

            SyncPlan plan =
                    new SlicePlanner(PackingPolicy.of(policy), 2 + random.nextInt(3)).plan(world, Optional.empty());

            assertThat(plan.writes()).as("seed %s", seed).hasSize(plan.leastWrites());
            ordered += plan.writes().size() > 1 ? 1 : 0;
        }
        assertThat(ordered).as("plans of several writes").isGreaterThan(SEEDS / 2);
    }

    /** Up to nine Pods on three ports, published as if each had another port or readiness before. */
    private static ServiceSnapshot world(Random random) {
        SnapshotFixture world = snapshot(SERVICE).node("n1", "");
        SliceFixture[] slices = new SliceFixture[2 + random.nextInt(3)];
        for (int i = 0; i < slices.length; i++) {
            slices[i] = slice(SERVICE, "web-" + i).ports(tcp("http", PORTS[random.nextInt(PORTS.length)]));
        }
        for (int i = 0; i < 9; i++) {
            String ip = "10.0.0." + i;
            slices[random.nextInt(slices.length)].endpoint("p" + i, ip);
            if (random.nextInt(5) > 0) {
                int port = PORTS[random.nextInt(PORTS.length)];
                world.pods(pod("p" + i).ip(ip).ready(random.nextInt(3) > 0).port("http", port));
            }
        }
        return world.slices(slices).build();
    }
}
