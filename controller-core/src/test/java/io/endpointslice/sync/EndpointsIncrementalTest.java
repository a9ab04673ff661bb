package io.endpointslice.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.legacy.EndpointsPlanner;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.EndpointsView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random lives of a Service and its Endpoints object, small, at the capacity and above it: what has changed against the whole. */
final class EndpointsIncrementalTest {
    private static final ServiceKey KEY = new ServiceKey(Facts.NAMESPACE, "web");
    private static final Instant START = Instant.parse("2026-03-01T11:00:00Z");

    @DisplayName("L2 to L5: a sync of what has changed makes the write that a sync of the whole Service would make")
    @ParameterizedTest(name = "{0} lives of {1} Pods")
    @CsvSource({"80, 8, 60, 800", "4, 990, 60, 40", "4, 1040, 60, 4", "3, 3000, 60, 50"})
    void changesEqualTheWhole(int lives, int size, int syncs, int leastQuick) {
        int quick = 0;
        for (int seed = 0; seed < lives; seed++) {
            Life life = new Life(seed, size);
            for (int sync = 0; sync < syncs; sync++) {
                life.step("seed " + seed + ", sync " + sync);
            }
            quick += life.quickPlans;
        }
        assertThat(quick).as("plans from what has changed").isGreaterThan(leastQuick);
    }

    private static final class Life {
        private final Random random;
        private final int size;
        private final EndpointsPlanner planner = new EndpointsPlanner();
        private final ClusterState state = new ClusterState();
        private final SortedMap<String, PodFixture> pods = new TreeMap<>();
        private ServiceFacts service = Facts.service("web").build();
        private Optional<LegacyEndpoints> stands = Optional.empty();
        private int clock;
        private int quickPlans;

        Life(int seed, int size) {
            this.random = new Random(seed);
            this.size = size;
            changeService();
            for (int i = 0; i < size; i++) {
                addPod();
            }
        }

        void step(String where) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                changePod();
            }
            if (random.nextInt(50) == 0) {
                changeService();
            } else if (random.nextInt(50) == 0) {
                stands = stands.map(object -> edited(object));
                stands.ifPresent(state::endpointsSeen);
            }
            EndpointsView view = state.lookAtEndpoints(KEY);
            EndpointsPlan whole = planner.plan(state.endpointsSnapshot(KEY), view.triggerTime());
            Optional<EndpointsPlan> quick = planner.planChange(view.snapshot(), view.triggerTime());
            quick.ifPresent(plan -> {
                quickPlans++;
                assertThat(plan.writes()).as(where).isEqualTo(whole.writes());
                assertThat(plan.truncated()).as(where).isEqualTo(whole.truncated());
                assertThat(plan.offered().orElseThrow())
                        .as("addresses at least: %s", where)
                        .isLessThanOrEqualTo(whole.offered().orElseThrow());
            });
            carryOut(quick.orElse(whole));
        }

        /** Now and then the write fails, and the next sync looks at the whole. */
        private void carryOut(EndpointsPlan plan) {
            if (random.nextInt(15) == 0) {
                return;
            }
            for (EndpointsWrite write : plan.writes()) {
                LegacyEndpoints stored = stored(write.endpoints());
                stands = Optional.of(stored);
                state.wrote(ControllerName.ENDPOINTS, KEY, stored.meta());
                state.endpointsSeen(stored);
            }
            state.committed(ControllerName.ENDPOINTS, service, !plan.leavesOutPods());
            state.offered(service, plan.offered());
        }

        private LegacyEndpoints stored(LegacyEndpoints written) {
            return new LegacyEndpoints(
                    written.meta().storedAs("web", "uid-endpoints", Integer.toString(++clock), 0), written.subsets());
        }

        /** A stranger takes the addresses of the first subset that are not ready out, or puts those that are in another order. */
        private LegacyEndpoints edited(LegacyEndpoints object) {
            List<EndpointSubset> subsets = new ArrayList<>(object.subsets());
            if (!subsets.isEmpty()) {
                EndpointSubset first = subsets.remove(0);
                subsets.add(
                        random.nextBoolean()
                                ? new EndpointSubset(first.addresses(), ImmutableList.of(), first.ports())
                                : new EndpointSubset(
                                        first.addresses().reverse(), first.notReadyAddresses(), first.ports()));
            }
            return stored(new LegacyEndpoints(object.meta(), ImmutableList.copyOf(subsets)));
        }

        private void changeService() {
            ServiceFixture fixture = Facts.service("web").port("http", "http").label("tier", "t" + random.nextInt(2));
            if (random.nextInt(3) == 0) {
                fixture.port("metrics", 9100);
            }
            service = (random.nextInt(6) == 0 ? fixture.publishNotReady() : fixture).build();
            state.serviceSeen(service);
        }

        private void changePod() {
            int change = random.nextInt(12);
            if (pods.isEmpty() || (change < 3 && pods.size() < size + 5)) {
                addPod();
                return;
            }
            List<String> names = new ArrayList<>(pods.keySet());
            String name = names.get(random.nextInt(names.size()));
            PodFixture pod = pods.getOrDefault(name, Facts.pod(name));
            switch (change) {
                case 3 -> pod.terminating();
                case 4 -> pod = pod(name).uid("uid-" + clock++);
                case 5, 6 -> {
                    pods.remove(name);
                    state.podGone(new PodKey(Facts.NAMESPACE, name));
                    return;
                }
                default -> pod.ready(random.nextBoolean()).readySince(START.plusSeconds(clock++));
            }
            see(name, pod);
        }

        private void addPod() {
            String name = "p" + clock++;
            see(name, pod(name));
        }

        private void see(String name, PodFixture pod) {
            pods.put(name, pod);
            state.podSeen(pod.build());
        }

        /** Nearly all offer the same port; few have none, no address, an address that is none, or no node. */
        private PodFixture pod(String name) {
            int number = clock++;
            int kind = random.nextInt(20 * size);
            PodFixture pod = Facts.pod(name).ready(random.nextInt(10) > 0).port("http", kind == 0 ? 9090 : 8080);
            if (kind == 1) {
                pod.ip("none");
            } else if (kind == 2) {
                pod.node("");
            }
            return kind == 3 ? pod : pod.ip("10." + number / 40_000 + "." + number / 200 % 200 + "." + number % 200);
        }
    }
}
