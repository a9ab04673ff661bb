package io.endpointslice.legacy;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.model.KubernetesNames.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.plan.Reason;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** L5: what does not fit into an Endpoints object, and that it is left in peace. Pods are known by number, IPs in its order. */
class EndpointsCapacityTest {
    private static final int BEFORE_ALL = -1;

    private final CapacityWorld world = new CapacityWorld();

    @DisplayName("L5: 1,000 fit")
    @Test
    void justFits() {
        world.add(0, 1000);

        assertThat(world.sync()).isOne();
        assertThat(world.ready()).hasSize(1000);
        assertThat(world.annotation()).isEmpty();
        assertThat(world.plan().truncated()).isFalse();
    }

    @DisplayName("L5: of 1,001 the first 1,000 are there, the annotation says so, and planning again writes nothing")
    @Test
    void justDoesNotFit() {
        world.add(0, 1001);

        assertThat(world.sync()).isOne();
        assertThat(world.ready()).hasSize(1000).doesNotContain("p1000");
        assertThat(world.annotation()).hasValue(TRUNCATED);
        assertThat(world.sync()).isZero();
        assertThat(world.plan().truncated())
                .as("the plan says so, whether it writes or not")
                .isTrue();
    }

    @Nested
    class Of1500ReadyPods {
        Of1500ReadyPods() {
            world.add(0, 1500);
            world.sync();
        }

        @DisplayName("L5: a Pod beyond the cut that flips, goes, terminates, or comes causes no write")
        @Test
        void beyondTheCut() {
            for (int i = 1000; i < 1010; i++) {
                world.get(i).ready(false);
                assertThat(world.sync()).isZero();
                world.get(i).ready();
                assertThat(world.sync()).isZero();
            }
            world.get(1100).terminating();
            assertThat(world.sync()).isZero();
            world.remove(1100);
            assertThat(world.sync()).isZero();
            world.add(1500, 1501);
            assertThat(world.sync()).isZero();
        }

        @DisplayName("L5: a new Pod whose IP comes before all others takes nobody's place")
        @Test
        void newFirst() {
            world.put(BEFORE_ALL, pod("first").ip("0.0.0.1").ready().port("http", 8080));

            assertThat(world.sync()).isZero();
        }

        @DisplayName(
                "L5: a ready Pod beyond the cut replaces one that is gone, or has ceased to be ready; all others stay")
        @Test
        void replaced() {
            ImmutableSet<String> before = world.ready();
            world.remove(3);
            world.get(1000).ready(false);

            assertThat(world.sync()).isOne();
            assertThat(Sets.difference(before, world.ready())).containsExactly("p3");
            assertThat(Sets.difference(world.ready(), before)).containsExactly("p1001");

            world.get(4).ready(false);
            assertThat(world.sync()).isOne();
            assertThat(world.ready()).hasSize(1000).contains("p1001", "p1002").doesNotContain("p3", "p4");
            assertThat(world.notReady()).isEmpty();
            assertThat(world.sync()).isZero();
        }

        @DisplayName(
                "L5: with fewer than 1,000 ready ones, all of them are there, and those that are not ready fill up")
        @Test
        void notReadyFillUp() {
            for (int i = 0; i < 600; i++) {
                world.get(i).ready(false);
            }

            assertThat(world.sync()).isOne();
            assertThat(world.ready()).hasSize(900);
            assertThat(world.notReady()).hasSize(100).contains("p0", "p99").doesNotContain("p100");
            assertThat(world.sync()).isZero();
        }

        @DisplayName(
                "L5: ready before not ready: one that becomes ready beyond the cut takes the place of one that is not")
        @Test
        void readyBeforeNotReady() {
            for (int i = 0; i < 600; i++) {
                world.get(i).ready(false);
            }
            world.sync();

            world.get(599).ready();

            assertThat(world.sync()).isOne();
            assertThat(world.ready()).hasSize(901).contains("p599");
            assertThat(world.notReady()).hasSize(99).doesNotContain("p99");
            assertThat(world.sync()).isZero();
        }

        @DisplayName("L5: with exactly 1,000 ready ones, a flip among the others causes no write")
        @Test
        void exactlyFull() {
            for (int i = 1000; i < 1500; i++) {
                world.get(i).ready(false);
                if (i % 100 == 0) {
                    assertThat(world.sync()).isZero();
                }
            }
            assertThat(world.sync()).isZero();
            world.remove(1200);
            assertThat(world.sync()).isZero();
        }

        @DisplayName("L5: the annotation goes when all fit again")
        @Test
        void fitsAgain() {
            for (int i = 1000; i < 1500; i++) {
                world.remove(i);
            }

            assertThat(world.sync()).isOne();
            assertThat(world.annotation()).isEmpty();
            assertThat(world.ready()).hasSize(1000);
        }

        @DisplayName("L5: a Pod that is published is updated in place")
        @Test
        void updatedInPlace() {
            world.get(7).node("n9");

            assertThat(world.sync()).isOne();
            assertThat(world.addresses(true)
                            .filter(address -> address.nodeName().equals(Optional.of("n9"))))
                    .hasSize(1);
        }

        @DisplayName("L5: another choice of 1,000, such as the reference's, is as good and stays")
        @Test
        void anotherChoice() {
            EndpointSubset last = SubsetRepacking.pack(world.pods().stream()
                            .skip(500)
                            .flatMap(pod -> new PodAddresses(CapacityWorld.SERVICE).map(pod).stream())
                            .collect(toImmutableList()))
                    .get(0);
            world.replace(new LegacyEndpoints(world.stands().meta(), ImmutableList.of(last)));

            assertThat(world.sync()).isZero();
            assertThat(world.ready()).hasSize(1000).contains("p1499").doesNotContain("p499");
        }

        @DisplayName("L5: whoever wrote more than 1,000, or forgot the annotation, is corrected")
        @Test
        void foreignObject() {
            ImmutableList<EndpointSubset> all = SubsetRepacking.pack(world.pods().stream()
                    .flatMap(pod -> new PodAddresses(CapacityWorld.SERVICE).map(pod).stream())
                    .collect(toImmutableList()));
            LegacyEndpoints object = world.stands();
            world.replace(new LegacyEndpoints(object.meta(), all));

            EndpointsPlan plan = world.plan();
            assertThat(plan.writes().get(0).reasons()).containsExactly(Reason.ADDRESS_REMOVED, Reason.ABOVE_CAPACITY);
            assertThat(world.sync()).isOne();
            assertThat(world.ready()).hasSize(1000);

            Metadata without = object.meta().with(object.meta().labels(), ImmutableMap.of());
            world.replace(new LegacyEndpoints(without, object.subsets()));
            assertThat(world.sync()).isOne();
            assertThat(world.annotation()).hasValue(TRUNCATED);
        }
    }
}
