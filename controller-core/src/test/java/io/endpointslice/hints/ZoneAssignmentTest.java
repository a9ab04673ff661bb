package io.endpointslice.hints;

import static io.endpointslice.hints.HintTexts.counts;
import static io.endpointslice.hints.HintTexts.cpu;
import static io.endpointslice.hints.HintTexts.endpoint;
import static io.endpointslice.hints.HintTexts.hint;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.Hints;
import io.endpointslice.model.ZoneCpu;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneAssignmentTest {
    private static final int INPUTS = 20_000;
    private static final List<String> ZONES = List.of("a", "b", "c", "d", "e");

    @DisplayName(
            "H3: zones with too many give to zones with too few, while both have half an endpoint and one a whole one")
    @ParameterizedTest(name = "{0}, endpoints in {1}: hinted for {2}")
    @CsvSource({
        "a:4 b:4 c:4, a:3 b:3 c:3, a:3 b:3 c:3",
        "a:4 b:4, a:6 b:4, a:5 b:5",
        "a:4 b:4, a:6 b:5, a:6 b:5",
        "a:4 b:4, a:7 b:4, a:6 b:5",
        "a:4 b:1 c:1, a:4 b:4 c:4, a:8 b:2 c:2",
        "a:4 b:4 c:4, a:9 b:0 c:0, a:3 b:3 c:3"
    })
    void redistribution(String cpu, String own, String hinted) {
        List<Endpoint> endpoints = endpoints(own);

        assertThat(assign(
                                allocation(cpu, endpoints.size()),
                                ImmutableIntArray.copyOf(new int[counts(own).size()]),
                                endpoints)
                        .counts())
                .isEqualTo(counts(hinted));
    }

    @DisplayName("H3: an endpoint is given away only if its zone has too many")
    @Test
    void ownZoneFirst() {
        List<Endpoint> endpoints = endpoints("a:6 b:4");

        ZoneAssignment.Result result = assign(allocation("a:4 b:4", 10), ImmutableIntArray.of(0, 0), endpoints);

        assertThat(endpoints)
                .filteredOn(
                        endpoint -> !hint(endpoint.zone()).equals(result.hints().get(endpoint.identity())))
                .singleElement()
                .satisfies(given -> assertThat(given.zone()).isEqualTo("a"));
    }

    @DisplayName("H3: what slices that are not written have is made up for")
    @Test
    void keptCounts() {
        ZoneAssignment.Result result =
                assign(allocation("a:4 b:4", 10), ImmutableIntArray.of(5, 0), endpoints("a:4 b:1"));

        assertThat(result.counts()).isEqualTo(counts("a:5 b:5"));
        assertThat(result.hints().values()).containsOnly(hint("b")).hasSize(5);
    }

    @DisplayName(
            "H3: endpoints of a zone without CPU are given to those that have too few, even by less than half an endpoint")
    @Test
    void zoneWithoutCpu() {
        ZoneAssignment.Result result =
                assign(allocation("a:4 b:4", 12), ImmutableIntArray.of(0, 0), endpoints("a:6 b:5 x:1"));

        assertThat(result.counts()).isEqualTo(counts("a:6 b:6"));
    }

    @DisplayName("H2: a zone gets its minimum even where no other zone has half an endpoint too many")
    @Test
    void minimumOfOneAmongMany() {
        String cpu = "a:45 b:45 c:45 d:45 e:44";
        assertThat(ZoneAllocation.of(cpu(cpu), 28).minimum(4)).isEqualTo(5);

        ZoneAssignment.Result result =
                assign(allocation(cpu, 28), ImmutableIntArray.of(0, 0, 0, 0, 0), endpoints("a:6 b:6 c:6 d:6 e:4"));

        assertThat(result.counts()).isEqualTo(counts("a:5 b:6 c:6 d:6 e:5"));
    }

    @DisplayName("H3: of the endpoints that may be given, those are whose hint says so already")
    @Test
    void hintsStay() {
        List<Endpoint> endpoints = endpoints("a:6 b:2");
        Endpoint given = endpoints.get(3);

        ZoneAssignment.Result result = ZoneAssignment.assign(
                allocation("a:5 b:3", 8),
                ImmutableIntArray.of(0, 0),
                endpoints,
                ImmutableMap.of(given.identity(), hint("b")));

        assertThat(result.hints()).containsEntry(given.identity(), hint("b"));
        assertThat(result.counts()).isEqualTo(counts("a:5 b:3"));
    }

    @DisplayName("H2, H3: whatever is kept and free, the hints are right if they can be, and the order does not matter")
    @Test
    void alwaysRight() {
        int right = 0;
        for (int seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(seed);
            int zones = 2 + random.nextInt(4);
            ZoneCpu cpu = randomCpu(random, zones);
            int[] kept = random.ints(zones, 0, 5).toArray();
            List<Endpoint> free = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                free.add(endpoint(i, random.nextInt(9) == 0 ? "x" : ZONES.get(random.nextInt(zones)), ""));
            }
            int endpoints =
                    free.size() + ImmutableIntArray.copyOf(kept).stream().sum();
            if (ZoneAllocation.obstacle(cpu, endpoints).isEmpty()
                    && ZoneAllocation.of(cpu, endpoints).canKeep(kept)) {
                right++;
                check(ZoneAllocation.of(cpu, endpoints), ImmutableIntArray.copyOf(kept), free, random);
            }
        }
        assertThat(right).isGreaterThan(INPUTS / 4);
    }

    private static void check(ZoneAllocation allocation, ImmutableIntArray kept, List<Endpoint> free, Random random) {
        ZoneAssignment.Result result = assign(allocation, kept, free);

        assertThat(result.hints()).hasSize(free.size());
        Map<String, Integer> counted = new HashMap<>();
        for (int zone = 0; zone < kept.length(); zone++) {
            counted.put(allocation.zones().get(zone), kept.get(zone));
        }
        result.hints().values().forEach(hints -> counted.merge(hints.forZones().get(0), 1, Integer::sum));
        assertThat(result.counts()).isEqualTo(counted);
        assertThat(allocation.isMetBy(result.counts())).isTrue();
        Collections.shuffle(free, random);
        assertThat(assign(allocation, kept, free)).isEqualTo(result);
    }

    private static ZoneCpu randomCpu(Random random, int zones) {
        StringBuilder text = new StringBuilder();
        for (int zone = 0; zone < zones; zone++) {
            text.append(zone == 0 ? "" : " ")
                    .append(ZONES.get(zone))
                    .append(':')
                    .append(1 + random.nextInt(6));
        }
        return cpu(text.toString());
    }

    private static ZoneAllocation allocation(String cpu, int endpoints) {
        return ZoneAllocation.of(cpu(cpu), endpoints);
    }

    private static List<Endpoint> endpoints(String counts) {
        List<Endpoint> endpoints = new ArrayList<>();
        counts(counts).forEach((zone, count) -> {
            for (int i = 0; i < count; i++) {
                endpoints.add(endpoint(endpoints.size(), zone, ""));
            }
        });
        return endpoints;
    }

    private static ZoneAssignment.Result assign(
            ZoneAllocation allocation, ImmutableIntArray kept, List<Endpoint> free) {
        return ZoneAssignment.assign(allocation, kept, free, ImmutableMap.<EndpointIdentity, Hints>of());
    }
}
