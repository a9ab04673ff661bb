package io.endpointslice.plan;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static io.endpointslice.fixtures.Facts.snapshot;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.fixtures.SnapshotFixture;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.packing.PackingPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The figures of a plan are those of what it leaves. */
final class SliceFiguresTest {
    private static final int LIVES = 40;
    private static final int SYNCS = 30;

    private final ServiceFacts web = service("web").port("http", 8080).build();

    @Test
    @DisplayName("E13: a placeholder is one slice, and the one that is needed")
    void placeholder() {
        assertThat(fill(snapshot(web))).isEqualTo(new Fill(0, 1, 1));
    }

    @Test
    @DisplayName("P1: slices that are needed are counted for each port list")
    void groups() {
        ServiceFacts named = service("web").port("http", "http").build();
        assertThat(fill(snapshot(named)
                        .node("n1", "")
                        .pods(
                                pod("a").ip("10.0.0.1").port("http", 80),
                                pod("b").ip("10.0.0.2").port("http", 80),
                                pod("c").ip("10.0.0.3").port("http", 80),
                                pod("d").ip("10.0.0.4").port("http", 81))))
                .isEqualTo(new Fill(4, 3, 3));
    }

    @Test
    @DisplayName("E12, E14: slices of another owner and those that are being deleted are not counted")
    void others() {
        assertThat(fill(snapshot(web)
                        .node("n1", "")
                        .pods(pod("a").ip("10.0.0.1").ready())
                        .slices(
                                slice(web, "web-1").ports(tcp("http", 8080)).endpoint("a", "10.0.0.1"),
                                slice(web, "web-2").ownerUid("older"),
                                slice(web, "web-3").deleting())))
                .isEqualTo(new Fill(1, 1, 1));
    }

    @Test
    @DisplayName("on any history: endpoints and slices are those that are there afterwards, and changes add up to them")
    void histories() {
        for (int seed = 0; seed < LIVES; seed++) {
            RandomWorld world = new RandomWorld(seed);
            SlicePlanner planner = new SlicePlanner(PackingPolicy.of(PackingPolicyName.MERGING), 1 + seed % 7);
            for (int sync = 0; sync < SYNCS; sync++) {
                world.step();
                List<Slice> before = world.slices().all();
                SyncPlan plan = planner.plan(world.snapshot(), Optional.empty());
                plan.writes().forEach(world.slices()::apply);
                assertAddsUp(plan, before, world.slices().all(), "seed " + seed + ", sync " + sync);
            }
        }
    }

    private static void assertAddsUp(SyncPlan plan, List<Slice> before, List<Slice> after, String where) {
        SliceFigures figures = plan.figures().orElseThrow();
        assertThat(figures.total().endpoints()).as(where).isEqualTo(endpoints(after));
        figures.fill().forEach((type, fill) -> {
            assertThat(fill.slices()).as(where).isEqualTo((int) of(type, after).count());
            assertThat(fill.leastSlices()).as(where).isBetween(1, fill.slices());
        });
        EndpointChanges changes = EndpointChanges.of(plan.writes());
        assertThat(changes.added() - changes.removed()).as(where).isEqualTo(endpoints(after) - endpoints(before));
    }

    private static int endpoints(List<Slice> slices) {
        return slices.stream().mapToInt(slice -> slice.endpoints().size()).sum();
    }

    private static Stream<Slice> of(AddressType type, List<Slice> slices) {
        return slices.stream().filter(slice -> slice.addressType() == type);
    }

    private static Fill fill(SnapshotFixture snapshot) {
        return new SlicePlanner(PackingPolicy.of(PackingPolicyName.MERGING), 2)
                .plan(snapshot.build(), Optional.empty())
                .figures()
                .orElseThrow()
                .total();
    }
}
