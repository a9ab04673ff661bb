package io.endpointslice.legacy;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.plan.EndpointsWrite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules L over random lives of a Service, small and far above the capacity, from seeds. */
class EndpointsHistoryTest {
    private static final EndpointsPlanner PLANNER = new EndpointsPlanner();
    private static final int[] PORTS = {8080, 8080, 8080, 9090, 7070};

    private final Map<Integer, PodFixture> pods = new TreeMap<>();
    private Optional<LegacyEndpoints> stands = Optional.empty();
    private ServiceFacts service = service("web").port("http", "http").build();

    @DisplayName("L2 to L5: stable, whatever the order of the Pods; complete up to 1,000 addresses, never above")
    @ParameterizedTest(name = "{0} lives of {1} Pods")
    @CsvSource({"60, 12, 40", "5, 900, 12", "5, 1500, 15"})
    void lives(int lives, int size, int syncs) {
        int written = 0;
        int quiet = 0;
        for (int seed = 0; seed < lives; seed++) {
            Random random = new Random(seed);
            begin(random, size);
            for (int sync = 0; sync < syncs; sync++) {
                step(random, size);
                String where = "seed " + seed + ", sync " + sync;
                EndpointsPlan plan = PLANNER.plan(snapshot(), Optional.empty());
                assertThat(PLANNER.plan(shuffled(random), Optional.empty()))
                        .as("the order of Pods: %s", where)
                        .isEqualTo(plan);
                for (EndpointsWrite write : plan.writes()) {
                    stands = Optional.of(write.endpoints());
                }
                assertRight(where);
                assertThat(PLANNER.plan(snapshot(), Optional.empty()).writes())
                        .as("stable: %s", where)
                        .isEmpty();
                written += plan.writes().size();
                quiet += 1 - plan.writes().size();
            }
        }
        assertThat(written).isGreaterThan(lives);
        assertThat(quiet).as("changes that the object does not show").isPositive();
    }

    private void begin(Random random, int size) {
        pods.clear();
        stands = Optional.empty();
        service = drawService(random);
        for (int i = 0; i < size; i++) {
            pods.put(i, drawPod(random, i));
        }
    }

    private static ServiceFacts drawService(Random random) {
        ServiceFixture service = service("web").port("http", "http");
        if (random.nextBoolean()) {
            service.port("metrics", 9100);
        }
        return (random.nextInt(4) == 0 ? service.publishNotReady() : service).build();
    }

    private static PodFixture drawPod(Random random, int i) {
        return pod("p" + i)
                .ip("10." + i / 40_000 + "." + i / 200 % 200 + "." + i % 200)
                .ready(random.nextInt(10) > 0)
                .port("http", PORTS[random.nextInt(PORTS.length)]);
    }

    private void step(Random random, int size) {
        for (int i = random.nextInt(6); i > 0; i--) {
            int number = random.nextInt(size + size / 10 + 1);
            PodFixture known = pods.get(number);
            if (known == null) {
                pods.put(number, drawPod(random, number));
                continue;
            }
            switch (random.nextInt(6)) {
                case 0 -> pods.remove(number);
                case 1 -> known.terminating();
                case 2 -> pods.put(number, drawPod(random, number));
                default -> known.ready(random.nextBoolean());
            }
        }
        if (random.nextInt(20) == 0) {
            service = drawService(random);
        } else if (random.nextInt(20) == 0) {
            stands = stands.map(object -> meddle(object, random));
        }
    }

    /** A stranger drops a subset and turns the others upside down. */
    private static LegacyEndpoints meddle(LegacyEndpoints object, Random random) {
        List<EndpointSubset> subsets = new ArrayList<>(object.subsets());
        if (!subsets.isEmpty()) {
            subsets.remove(random.nextInt(subsets.size()));
        }
        Collections.reverse(subsets);
        return new LegacyEndpoints(object.meta(), ImmutableList.copyOf(subsets));
    }

    private EndpointsSnapshot snapshot() {
        return snapshot(pods.values().stream().map(PodFixture::build).collect(toImmutableList()));
    }

    private EndpointsSnapshot shuffled(Random random) {
        List<PodFacts> facts = new ArrayList<>(snapshot().pods());
        Collections.shuffle(facts, random);
        return snapshot(ImmutableList.copyOf(facts));
    }

    private EndpointsSnapshot snapshot(ImmutableList<PodFacts> facts) {
        return new EndpointsSnapshot(service.key(), Optional.of(service), false, facts, stands);
    }

    /** Said without a look at the code that packs and cuts: by IP and port number, from the Pods. */
    private void assertRight(String where) {
        Set<String> offered = new HashSet<>();
        pods.values().forEach(pod -> offered.addAll(offers(pod.build())));
        Set<String> said = new HashSet<>();
        int count = 0;
        for (EndpointSubset subset : stands.orElseThrow().subsets()) {
            said.addAll(said(subset, subset.addresses(), " ready"));
            said.addAll(said(subset, subset.notReadyAddresses(), " not ready"));
            count += subset.addresses().size() + subset.notReadyAddresses().size();
        }
        assertThat(offered).as(where).containsAll(said);
        assertThat(count).as(where).isLessThanOrEqualTo(1000);
        if (count < 1000) {
            assertThat(said).as(where).isEqualTo(offered);
        }
        if (said.stream().anyMatch(text -> text.endsWith("not ready"))) {
            assertThat(said)
                    .as(where)
                    .containsAll(offered.stream()
                            .filter(text -> !text.endsWith("not ready"))
                            .toList());
        }
    }

    private static Set<String> said(EndpointSubset subset, List<EndpointAddress> addresses, String how) {
        Set<String> said = new HashSet<>();
        subset.ports()
                .forEach(port -> addresses.forEach(
                        address -> said.add(address.ip() + ":" + port.port().orElseThrow() + how)));
        return said;
    }

    private Set<String> offers(PodFacts pod) {
        boolean published = service.publishNotReadyAddresses();
        if (pod.terminating() && !published) {
            return Set.of();
        }
        Set<String> offers = new HashSet<>();
        ImmutableMap<String, Integer> numbers =
                ImmutableMap.of("http", pod.ports().get(0).port(), "metrics", 9100);
        service.ports().stream()
                .flatMap(port -> Stream.ofNullable(numbers.get(port.name())))
                .forEach(number -> offers.add(
                        pod.ips().get(0) + ":" + number + (pod.ready() || published ? " ready" : " not ready")));
        return offers;
    }
}
