package io.endpointslice.plan;

import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.fixtures.SnapshotFixture;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.TargetRef;
import io.endpointslice.packing.PackingPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P2 with hints by topology: small Services against brute force, which tries every way to spread the endpoints over the
 * slices and new ones, and every way to hint those that are in written slices.
 */
class ZoneHintsMinimumTest {
    private static final int INPUTS = 2_000;
    private static final ServiceFacts WEB =
            Facts.service("web").port("http", "http").topologyAuto().build();

    /**
     * Endpoints by number, and slices that hold some of them.
     *
     * @param zones of the endpoints
     * @param hints of the endpoints as they are published; empty for none
     * @param ports the port list of each endpoint, 8080 or 9090
     * @param slices the numbers of the endpoints in them; one beyond the last stands for one that is gone
     */
    private record Input(
            int cap,
            List<NodeFacts> nodes,
            List<String> zones,
            List<String> hints,
            List<Integer> ports,
            List<List<Integer>> slices) {
        int portsOf(List<Integer> slice) {
            return slice.get(0) < ports.size() ? ports.get(slice.get(0)) : 7070;
        }
    }

    @DisplayName("P2, H3: no plan that ends with right hints has fewer writes")
    @ParameterizedTest
    @EnumSource
    void noPlanHasFewerWrites(PackingPolicyName name) {
        int forHints = 0;
        for (int seed = 0; seed < INPUTS; seed++) {
            Input input = input(new Random(seed));

            SyncPlan plan = new SlicePlanner(PackingPolicy.of(name), input.cap())
                    .plan(snapshot(input).build(), Optional.empty());

            assertThat(plan.writes()).as("seed %s: %s", seed, input).hasSize(new Search(input).least());
            assertThat(plan.leastWrites())
                    .as("seed %s", seed)
                    .isEqualTo(plan.writes().size());
            forHints += (int) plan.writes().stream()
                    .filter(write -> write.reasons().contains(Reason.HINTS))
                    .count();
        }
        assertThat(forHints).as("slices that are written for their hints").isGreaterThan(INPUTS / 4);
    }

    private static Input input(Random random) {
        int zones = 2 + random.nextInt(2);
        List<NodeFacts> nodes = new ArrayList<>();
        for (int i = 0; i < zones; i++) {
            nodes.add(Facts.node("n" + i, "z" + i, 1_000L * (1 + random.nextInt(4))));
        }
        List<String> zoneOf = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        int endpoints = 3 + random.nextInt(4);
        for (int i = 0; i < endpoints; i++) {
            zoneOf.add("z" + random.nextInt(zones));
            hints.add(random.nextInt(20) == 0 ? "" : "z" + random.nextInt(zones));
            ports.add(random.nextInt(6) == 0 ? 9090 : 8080);
        }
        int cap = 2 + random.nextInt(3);
        List<List<Integer>> slices = new ArrayList<>();
        int next = 0;
        for (int i = random.nextInt(5); i > 0 && next < endpoints; i--) {
            List<Integer> slice = new ArrayList<>();
            for (int size = 1 + random.nextInt(cap); size > 0 && next < endpoints; size--) {
                if (slice.isEmpty() || ports.get(slice.get(0)).equals(ports.get(next))) {
                    slice.add(next++);
                }
            }
            if (random.nextInt(4) == 0 && slice.size() < cap) {
                slice.add(endpoints);
            }
            slices.add(slice);
        }
        return new Input(cap, nodes, zoneOf, hints, ports, slices);
    }

    private static SnapshotFixture snapshot(Input input) {
        SnapshotFixture snapshot = Facts.snapshot(WEB).nodes(input.nodes().toArray(new NodeFacts[0]));
        for (int i = 0; i < input.zones().size(); i++) {
            snapshot.pods(Facts.pod("p" + i)
                    .ip("10.0.0." + i)
                    .node(input.zones().get(i).replace('z', 'n'))
                    .ready()
                    .port("http", input.ports().get(i)));
        }
        for (int i = 0; i < input.slices().size(); i++) {
            List<Integer> numbers = input.slices().get(i);
            SliceFixture slice = Facts.slice(WEB, "s" + i).ports(tcp("http", input.portsOf(numbers)));
            numbers.forEach(number -> slice.endpoint(endpoint(input, number)));
            snapshot.slices(slice);
        }
        return snapshot;
    }

    private static Endpoint endpoint(Input input, int number) {
        boolean gone = number == input.zones().size();
        String hint = gone ? "" : input.hints().get(number);
        return Endpoint.of(
                ImmutableList.of("10.0.0." + number),
                "",
                Conditions.of(true, true, false),
                Optional.of(TargetRef.pod("shop", "p" + number, "uid-p" + number)),
                gone ? "n0" : input.zones().get(number).replace('z', 'n'),
                gone ? "z0" : input.zones().get(number),
                hint.isEmpty() ? Hints.NONE : new Hints(ImmutableList.of(hint), ImmutableList.of()));
    }

    /** Tries every assignment of endpoints to slots: the existing slices, then new ones. */
    private static final class Search {
        private final Input input;
        private final ReferenceTopology topology;
        private final List<Deque<Integer>> slots = new ArrayList<>();
        private int best = Integer.MAX_VALUE;

        Search(Input input) {
            this.input = input;
            this.topology = new ReferenceTopology(input.nodes(), input.zones().size());
            for (int i = 0; i < input.slices().size() + input.zones().size(); i++) {
                slots.add(new ArrayDeque<>());
            }
        }

        int least() {
            place(0);
            return best;
        }

        private void place(int endpoint) {
            if (endpoint == input.zones().size()) {
                for (int rewritten = 0; rewritten < 1 << input.slices().size(); rewritten++) {
                    int writes = writes(rewritten);
                    if (writes < best && canBeRight(rewritten)) {
                        best = writes;
                    }
                }
                return;
            }
            boolean newSlot = false;
            for (int i = 0; i < slots.size() && !newSlot; i++) {
                Deque<Integer> slot = slots.get(i);
                boolean samePorts = slot.isEmpty()
                        || input.ports()
                                .get(slot.getFirst())
                                .equals(input.ports().get(endpoint));
                newSlot = i >= input.slices().size() && slot.isEmpty();
                if (samePorts && slot.size() < input.cap()) {
                    slot.addLast(endpoint);
                    place(endpoint + 1);
                    slot.removeLast();
                }
            }
        }

        private boolean isKept(int slot, int rewritten) {
            return slot < input.slices().size()
                    && (rewritten >> slot & 1) == 0
                    && input.slices().get(slot).equals(List.copyOf(slots.get(slot)));
        }

        /** @param rewritten a bit for each existing slice that is written even if it holds the same */
        private int writes(int rewritten) {
            int writes = 0;
            for (int i = 0; i < slots.size(); i++) {
                boolean isThere = i < input.slices().size() || !slots.get(i).isEmpty();
                writes += isThere && !isKept(i, rewritten) ? 1 : 0;
            }
            return writes;
        }

        /** Whether the written slices' endpoints can be hinted so that all is right. */
        private boolean canBeRight(int rewritten) {
            Map<String, Integer> kept = new TreeMap<>();
            int free = input.zones().size();
            for (int i = 0; i < input.slices().size(); i++) {
                if (isKept(i, rewritten)) {
                    for (int endpoint : input.slices().get(i)) {
                        kept.merge(input.hints().get(endpoint), 1, Integer::sum);
                        free--;
                    }
                }
            }
            return topology.isPossible()
                    ? !kept.containsKey("") && canReachMinimums(kept, free)
                    : kept.keySet().stream().allMatch(String::isEmpty);
        }

        private boolean canReachMinimums(Map<String, Integer> counts, int free) {
            if (free == 0) {
                return topology.minimums().entrySet().stream()
                        .allMatch(zone -> counts.getOrDefault(zone.getKey(), 0) >= zone.getValue());
            }
            for (String zone : topology.minimums().keySet()) {
                Map<String, Integer> more = new TreeMap<>(counts);
                more.merge(zone, 1, Integer::sum);
                if (canReachMinimums(more, free - 1)) {
                    return true;
                }
            }
            return false;
        }
    }
}
