package io.endpointslice.hints;

import static io.endpointslice.hints.HintTexts.counts;
import static io.endpointslice.hints.HintTexts.cpu;
import static io.endpointslice.hints.HintTexts.endpoint;
import static io.endpointslice.hints.HintTexts.hint;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.model.Hints;
import io.endpointslice.model.ZoneCpu;
import io.endpointslice.model.ZoneHints.Obstacle;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneAllocationTest {
    @DisplayName("H2: minimum = ceil(share x endpoints / 1.2), aimed at is the share, but the minimum at least")
    @ParameterizedTest(name = "{0}, {1} endpoints: {2} and {3} at least, {4} and {5} aimed at")
    @CsvSource({
        "a:4 b:4, 10, 5, 5, 5, 5",
        "a:6 b:4, 10, 5, 4, 6, 4",
        "a:9 b:1, 20, 15, 2, 18, 2",
        "a:3 b:1, 7, 5, 2, 5.25, 2",
        "a:1 b:1, 3, 2, 2, 2, 2"
    })
    void minimums(String cpu, int endpoints, int minimumA, int minimumB, double targetA, double targetB) {
        ZoneAllocation allocation = ZoneAllocation.of(cpu(cpu), endpoints);

        assertThat(allocation.zones()).containsExactly("a", "b");
        assertThat(allocation.minimum(0)).isEqualTo(minimumA);
        assertThat(allocation.minimum(1)).isEqualTo(minimumB);
        assertThat(allocation.target(0)).isEqualTo(targetA);
        assertThat(allocation.target(1)).isEqualTo(targetB);
        assertThat(allocation.slack()).isEqualTo(endpoints - minimumA - minimumB);
    }

    @DisplayName("H2: what keeps a Service from having hints")
    @ParameterizedTest(name = "{0}, {1} endpoints: {2}")
    @CsvSource({
        "a:4 b:4, 2, ",
        "a:4 b:4, 1, TOO_FEW_ENDPOINTS",
        "a:4 b:4, 3, MINIMUMS_TOO_HIGH",
        "a:4 b:4, 0, TOO_FEW_ENDPOINTS",
        "a:4, 10, ONE_ZONE",
        "a:9 b:1, 2, MINIMUMS_TOO_HIGH",
        "a:9 b:1, 20, "
    })
    void obstacles(String cpu, int endpoints, Obstacle obstacle) {
        assertThat(ZoneAllocation.obstacle(cpu(cpu), endpoints).orElse(null)).isEqualTo(obstacle);
    }

    @DisplayName(
            "H2: rounded as the reference rounds: a fifth of 12 over 1.2 is a little more than 2 in floating point")
    @Test
    void roundedAsTheReference() {
        ZoneAllocation allocation = ZoneAllocation.of(cpu("a:1 b:2 c:2"), 12);

        assertThat(allocation.minimum(0)).isEqualTo(3);
        assertThat(allocation.minimum(1)).isEqualTo(5);
        assertThat(ZoneAllocation.obstacle(cpu("a:1 b:2 c:2"), 12)).contains(Obstacle.MINIMUMS_TOO_HIGH);
    }

    @DisplayName("H2: every Node that counts must have a zone and CPU, and one must count")
    @Test
    void nodes() {
        assertThat(ZoneAllocation.obstacle(new ZoneCpu(cpu("a:4 b:4").milliCpu(), false), 10))
                .contains(Obstacle.NODES_INCOMPLETE);
        assertThat(ZoneAllocation.obstacle(ZoneCpu.NONE, 10)).contains(Obstacle.NODES_INCOMPLETE);
    }

    @DisplayName("H3: a hint stays if it is for one zone of the allocation, and for nothing else")
    @Test
    void allows() {
        ZoneAllocation allocation = ZoneAllocation.of(cpu("a:4 b:4"), 10);

        assertThat(allocation.allows(hint("b"))).isTrue();
        assertThat(allocation.allows(hint("c"))).isFalse();
        assertThat(allocation.allows(Hints.NONE)).isFalse();
        assertThat(allocation.allows(new Hints(ImmutableList.of("a", "b"), ImmutableList.of())))
                .isFalse();
        assertThat(allocation.allows(new Hints(ImmutableList.of("a"), ImmutableList.of("n1"))))
                .isFalse();
    }

    @DisplayName("H3: only ready endpoints are counted")
    @Test
    void count() {
        assertThat(ZoneAllocation.of(cpu("a:4 b:4"), 10)
                        .count(List.of(
                                endpoint(1, "a", "a"),
                                endpoint(2, "a", "b"),
                                endpoint(3, "a", "b", false),
                                endpoint(4, "c", "c"))))
                .isEqualTo(ImmutableIntArray.of(1, 1));
    }

    @DisplayName(
            "H2: right means that each zone has its minimum; so none has more than minimum + endpoints - sum of minimums")
    @Test
    void rightMeansMinimums() {
        for (int b = 1; b <= 5; b++) {
            for (int c = 1; c <= 3; c++) {
                for (int endpoints = 3; endpoints <= 14; endpoints++) {
                    ZoneCpu cpu = cpu("a:2 b:" + b + " c:" + c);
                    if (ZoneAllocation.obstacle(cpu, endpoints).isEmpty()) {
                        everyCount(ZoneAllocation.of(cpu, endpoints), endpoints);
                    }
                }
            }
        }
    }

    private static void everyCount(ZoneAllocation allocation, int endpoints) {
        int sum = allocation.minimum(0) + allocation.minimum(1) + allocation.minimum(2);
        for (int first = 0; first <= endpoints; first++) {
            for (int second = 0; second <= endpoints - first; second++) {
                int[] counts = {first, second, endpoints - first - second};
                boolean within = true;
                for (int zone = 0; zone < 3; zone++) {
                    int minimum = allocation.minimum(zone);
                    within &= counts[zone] >= minimum && counts[zone] <= minimum + endpoints - sum;
                }
                assertThat(allocation.canKeep(counts)).isEqualTo(within);
                assertThat(allocation.isMetBy(ImmutableSortedMap.of("a", counts[0], "b", counts[1], "c", counts[2])))
                        .isEqualTo(within);
            }
        }
    }

    @DisplayName("H4: endpoints that are hinted for a zone that is gone don't count")
    @Test
    void zoneGone() {
        ZoneAllocation allocation = ZoneAllocation.of(cpu("a:4 b:4"), 11);

        assertThat(allocation.isMetBy(counts("a:6 b:5"))).isTrue();
        assertThat(allocation.isMetBy(counts("a:5 b:5 c:1"))).isFalse();
        assertThat(allocation.isMetBy(counts("a:7 b:4"))).isFalse();
    }
}
