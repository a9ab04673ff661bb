package io.endpointslice.plan;

import static io.endpointslice.fixtures.Facts.ports;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.fixtures.SnapshotFixture;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.packing.PackingPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P2 over all groups of an address type, where a slice of one group can become another's (E16): small Services with up to
 * three port lists against brute force, which tries every way to spread the endpoints over the slices and new ones.
 */
class AddressTypeMinimumTest {
    private static final int INPUTS = 4_000;
    /** Port lists A and B are served, C is served by no Pod any more. */
    private static final List<PortList> PORT_LISTS =
            List.of(ports(tcp("http", 8080)), ports(tcp("http", 9090)), ports(tcp("http", 7070)));

    private static final int GONE = 2;

    /** A slice of a group that holds some desired endpoints, and perhaps one that is gone. */
    private record SliceShape(int group, List<Integer> endpoints, boolean holdsGone) {}

    /** Endpoints by group, and slices. */
    private record Input(int cap, List<Integer> groupOfEndpoint, List<SliceShape> slices) {}

    @ParameterizedTest
    @EnumSource
    void p2E16NoPlanHasFewerWrites(PackingPolicyName name) {
        int exchanges = 0;
        for (int seed = 0; seed < INPUTS; seed++) {
            Input input = input(new Random(seed));
            SyncPlan plan = new SlicePlanner(PackingPolicy.of(name), input.cap())
                    .plan(snapshot(input).build(), Optional.empty());
            assertThat(plan.writes()).as("seed %s: %s", seed, input).hasSize(new Search(input).least());
            assertThat(plan.leastWrites())
                    .as("seed %s", seed)
                    .isEqualTo(plan.writes().size());
            exchanges += (int) plan.writes().stream()
                    .filter(write -> write.reasons().contains(Reason.RECYCLED))
                    .count();
        }
        assertThat(exchanges).as("slices that became another group's").isGreaterThan(INPUTS / 10);
    }

    private static Input input(Random random) {
        int cap = 1 + random.nextInt(3);
        int endpoints = 1 + random.nextInt(5);
        List<Integer> groups = new ArrayList<>();
        for (int i = 0; i < endpoints; i++) {
            groups.add(random.nextInt(2));
        }
        List<SliceShape> slices = new ArrayList<>();
        Set<Integer> unplaced = new TreeSet<>();
        for (int i = 0; i < endpoints; i++) {
            unplaced.add(i);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            int group = random.nextInt(3);
            List<Integer> held = new ArrayList<>();
            for (Integer endpoint : ImmutableList.copyOf(unplaced)) {
                if (groups.get(endpoint) == group && held.size() < cap && random.nextBoolean()) {
                    held.add(endpoint);
                    unplaced.remove(endpoint);
                }
            }
            slices.add(new SliceShape(group, held, held.isEmpty() || random.nextBoolean()));
        }
        return new Input(cap, groups, slices);
    }

    private static SnapshotFixture snapshot(Input input) {
        ServiceFixture service = Facts.service("web").port("http", "http");
        ServiceFacts facts = service.build();
        SnapshotFixture snapshot = Facts.snapshot(facts).node("n1", "");
        for (int i = 0; i < input.groupOfEndpoint().size(); i++) {
            int number = input.groupOfEndpoint().get(i) == 0 ? 8080 : 9090;
            PodFixture pod = Facts.pod("p" + i).ip("10.0.0." + i).ready().port("http", number);
            snapshot.pods(pod);
        }
        for (int i = 0; i < input.slices().size(); i++) {
            SliceShape shape = input.slices().get(i);
            SliceFixture slice = Facts.slice(facts, "s" + i)
                    .ports(PORT_LISTS.get(shape.group()).ports().get(0));
            shape.endpoints().forEach(endpoint -> slice.endpoint("p" + endpoint, "10.0.0." + endpoint));
            if (shape.holdsGone()) {
                slice.endpoint("gone" + i, "10.9.0." + i);
            }
            snapshot.slices(slice);
        }
        return snapshot;
    }

    /** Tries every assignment of endpoints to slots: the existing slices, then new ones. */
    private static final class Search {
        private final Input input;
        private final List<Deque<Integer>> slots = new ArrayList<>();
        private int best = Integer.MAX_VALUE;

        Search(Input input) {
            this.input = input;
            for (int i = 0; i < input.slices().size() + input.groupOfEndpoint().size(); i++) {
                slots.add(new ArrayDeque<>());
            }
        }

        int least() {
            place(0);
            return best;
        }

        private void place(int endpoint) {
            if (endpoint == input.groupOfEndpoint().size()) {
                best = Math.min(best, writes());
                return;
            }
            int group = input.groupOfEndpoint().get(endpoint);
            for (Deque<Integer> slot : slots) {
                boolean sameGroup = slot.isEmpty() || input.groupOfEndpoint().get(slot.getFirst()) == group;
                if (sameGroup && slot.size() < input.cap()) {
                    slot.addLast(endpoint);
                    place(endpoint + 1);
                    slot.removeLast();
                }
            }
        }

        private int writes() {
            int writes = 0;
            for (int i = 0; i < slots.size(); i++) {
                Deque<Integer> slot = slots.get(i);
                if (i >= input.slices().size()) {
                    writes += slot.isEmpty() ? 0 : 1;
                } else {
                    SliceShape before = input.slices().get(i);
                    boolean right = before.group() != GONE
                            && !before.holdsGone()
                            && before.endpoints().equals(List.copyOf(slot));
                    writes += right ? 0 : 1;
                }
            }
            return writes;
        }
    }
}
