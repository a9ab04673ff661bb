package io.endpointslice.mirroring;

import static io.endpointslice.fixtures.Facts.address;
import static io.endpointslice.fixtures.Facts.endpoints;
import static io.endpointslice.fixtures.Facts.ports;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.tcp;
import static io.endpointslice.model.KubernetesNames.LEADER_ANNOTATION;
import static io.endpointslice.model.KubernetesNames.SKIP_MIRROR_LABEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.endpointslice.fixtures.EndpointsFixture;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.Fill;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When mirrored slices are written and deleted, and in which order: M1 to M3. */
class MirroringPlannerTest {
    private static final EndpointPort HTTP = tcp("http", 8080);
    private static final EndpointPort ALT = tcp("alt", 8081);

    private static EndpointsFixture one() {
        return endpoints("web").ready(List.of(address("10.0.0.1")), HTTP);
    }

    static Stream<Arguments> notMirrored() {
        Optional<ServiceFacts> service = Optional.of(Mirror.SERVICE);
        return Stream.of(
                Arguments.of("skip-mirror is true", service, Optional.of(one().label(SKIP_MIRROR_LABEL, "true"))),
                Arguments.of(
                        "a lock of leader election", service, Optional.of(one().annotation(LEADER_ANNOTATION, "{}"))),
                Arguments.of("no Service", Optional.empty(), Optional.of(one())),
                Arguments.of("a selector", Optional.of(service("web").build()), Optional.of(one())),
                Arguments.of("no Endpoints", service, Optional.empty()));
    }

    @DisplayName("M1: what is not, or no longer, to be mirrored")
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notMirrored(String why, Optional<ServiceFacts> service, Optional<EndpointsFixture> endpoints) {
        Mirror fresh = new Mirror();
        fresh.setService(service);
        fresh.setEndpoints(endpoints.map(EndpointsFixture::build));
        assertThat(fresh.plan().writes()).as(why).isEmpty();

        Mirror mirror = Mirror.of(one().ready(List.of(address("fd00::1")), ALT));
        mirror.setService(service);
        mirror.setEndpoints(endpoints.map(EndpointsFixture::build));
        assertThat(mirror.sync().writes()).as(why).hasSize(2).allSatisfy(write -> {
            assertThat(write.verb()).isEqualTo("delete");
            assertThat(write.reasons()).containsExactly(Reason.NOT_MIRRORED);
        });
    }

    @DisplayName("M1: any other value of skip-mirror, and a Service of type ExternalName, are mirrored")
    @Test
    void mirroredAllTheSame() {
        Mirror mirror = new Mirror();
        mirror.setService(Optional.of(service("web").noSelector().externalName().build()));

        assertThat(mirror.sync(one().label(SKIP_MIRROR_LABEL, "false")).writes())
                .hasSize(1);
    }

    @DisplayName("M2: a maximum below 1 is refused")
    @Test
    void maximum() {
        assertThatThrownBy(() -> new MirroringPlanner(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> new MirroringPlanner(1)).doesNotThrowAnyException();
    }

    @DisplayName("R4: what is counted of a plan: endpoints and slices of each type, and what was skipped")
    @Test
    void figures() {
        Mirror mirror = Mirror.of(one().ready(List.of(address("fd00::1"), address("bad")), ALT));
        EndpointsFixture shrunk = one().ready(List.of(address("bad")), ALT);

        assertThat(mirror.plan().figures()).hasValueSatisfying(figures -> {
            assertThat(figures.fill().get(AddressType.IPV4)).isEqualTo(new Fill(1, 1, 1));
            assertThat(figures.fill().get(AddressType.IPV6)).isEqualTo(new Fill(1, 1, 1));
            assertThat(figures.skippedAddresses()).isOne();
        });
        assertThat(mirror.sync(shrunk).figures().orElseThrow().total()).isEqualTo(new Fill(1, 1, 1));
        mirror.setEndpoints(Optional.empty());
        assertThat(mirror.plan().figures()).isEmpty();
    }

    @Nested
    class Slices {
        @DisplayName("M2: one slice for each address type and port list")
        @Test
        void groups() {
            Mirror mirror = Mirror.of(one().ready(List.of(address("10.0.0.2"), address("fd00::1")), ALT));

            assertThat(mirror.slices())
                    .extracting(slice -> slice.addressType() + " " + slice.ports())
                    .containsExactlyInAnyOrder("IPv4 http:8080/TCP", "IPv4 alt:8081/TCP", "IPv6 alt:8081/TCP");
        }

        @DisplayName("M2: an object without addresses has no slice, and no placeholder")
        @Test
        void empty() {
            Mirror mirror = Mirror.of(one());

            assertThat(mirror.sync(endpoints("web").ready(List.of(), HTTP)).writes())
                    .extracting(SliceWrite::verb)
                    .containsExactly("delete");
        }

        @DisplayName("M3: of two slices of a group one goes; the one that is right stays")
        @Test
        void surplus() {
            Mirror mirror = Mirror.of(one());
            Slice right = mirror.slices().get(0);
            Slice wrong = new Slice(
                    right.meta().storedAs("a-first-by-name", "u", "1", 1),
                    right.addressType(),
                    right.ports(),
                    ImmutableList.of());
            mirror.replace(List.of(wrong, right));

            SyncPlan plan = mirror.sync();

            assertThat(plan.writes()).singleElement().satisfies(write -> {
                assertThat(write.verb()).isEqualTo("delete");
                assertThat(write.slice().name()).isEqualTo("a-first-by-name");
                assertThat(write.reasons()).containsExactly(Reason.MIRROR_SURPLUS);
            });
        }

        @DisplayName("E16: a port list that comes takes the slice of one that goes")
        @Test
        void recycled() {
            Mirror mirror = Mirror.of(one());
            String name = mirror.slices().get(0).name();

            SyncPlan plan = mirror.sync(endpoints("web").ready(List.of(address("10.0.0.1")), ALT));

            assertThat(plan.writes()).singleElement().satisfies(write -> {
                assertThat(write.verb() + " " + write.slice().name()).isEqualTo("update " + name);
                assertThat(write.slice().ports()).isEqualTo(ports(ALT));
                assertThat(write.reasons())
                        .containsExactly(Reason.RECYCLED, Reason.MIRROR_MISSING, Reason.MIRROR_PORTS_GONE);
            });
        }

        @DisplayName("Q1: slices of two families that are recycled in one sync: each group is there afterwards")
        @Test
        void recycledInTwoFamilies() {
            Mirror mirror = Mirror.of(one().ready(List.of(address("fd00::1")), HTTP));

            SyncPlan plan = mirror.sync(endpoints("web")
                    .ready(List.of(address("10.0.0.1"), address("fd00::1")), ALT)
                    .ready(List.of(address("10.0.0.2"), address("fd00::2")), tcp("more", 1)));

            assertThat(plan.writes())
                    .extracting(SliceWrite::verb)
                    .containsExactlyInAnyOrder("create", "create", "update", "update");
            assertThat(mirror.slices())
                    .extracting(slice -> slice.addressType() + " " + slice.ports())
                    .containsExactlyInAnyOrder(
                            "IPv4 alt:8081/TCP", "IPv6 alt:8081/TCP", "IPv4 more:1/TCP", "IPv6 more:1/TCP");
        }

        @DisplayName("P3: the slice that takes endpoints over is written before the one that had them is deleted")
        @Test
        void order() {
            Mirror mirror = Mirror.of(one());
            Slice first = mirror.slices().get(0);
            Slice second = new Slice(
                    first.meta().storedAs("z-second", "u", "1", 1),
                    first.addressType(),
                    first.ports(),
                    Mirror.of(endpoints("web").ready(List.of(address("10.0.0.2")), HTTP))
                            .slices()
                            .get(0)
                            .endpoints());
            mirror.replace(List.of(first, second));

            SyncPlan plan =
                    mirror.sync(endpoints("web").ready(List.of(address("10.0.0.1"), address("10.0.0.2")), HTTP));

            assertThat(plan.writes()).extracting(SliceWrite::verb).containsExactly("update", "delete");
        }

        @DisplayName("E14: nothing is made for an object that is being deleted; what is wrong goes, or is set right")
        @Test
        void endpointsDeleting() {
            Mirror mirror = Mirror.of(one());

            SyncPlan plan = mirror.sync(endpoints("web")
                    .ready(List.of(address("10.0.0.2")), HTTP)
                    .ready(List.of(address("10.0.0.3")), ALT)
                    .deleting());

            assertThat(plan.writes()).extracting(SliceWrite::verb).containsExactly("update");
            assertThat(plan.figures().orElseThrow().total()).isEqualTo(new Fill(2, 1, 2));
        }

        @DisplayName("E14: a slice that is being deleted does not count")
        @Test
        void sliceDeleting() {
            Mirror mirror = Mirror.of(one());
            Slice slice = mirror.slices().get(0);
            Metadata meta = slice.meta();
            Metadata deleting = new Metadata(
                    meta.namespace(),
                    meta.name(),
                    "",
                    meta.uid(),
                    "2",
                    2,
                    meta.labels(),
                    meta.annotations(),
                    meta.owners(),
                    ImmutableList.of("keep"),
                    true);
            mirror.replace(List.of(Mirror.with(slice, deleting)));

            assertThat(mirror.sync().writes()).extracting(SliceWrite::verb).containsExactly("create");
        }
    }
}
