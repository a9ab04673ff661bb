package io.endpointslice.mapping;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.ports;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.snapshot;
import static io.endpointslice.fixtures.Facts.tcp;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.TargetRef;
import java.util.Collection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointMapperTest {
    @Nested
    class WhichPods {
        @DisplayName("E2: a Pod with an IP is an endpoint, ready or not")
        @Test
        void withAnIp() {
            assertThat(names(map(service("web"), pod("a").ip("10.0.0.1").ready(), pod("b").ip("10.0.0.2"))))
                    .containsExactly("a", "b");
        }

        @DisplayName("E2: a Pod whose phase is Failed or Succeeded is none, even with publishNotReadyAddresses")
        @Test
        void terminalPhase() {
            PodFixture done = pod("done").ip("10.0.0.1").ready().terminal();

            assertThat(names(map(service("web"), done))).isEmpty();
            assertThat(names(map(service("web").publishNotReady(), done))).isEmpty();
        }

        @DisplayName("E2: a Pod without an IP is none")
        @Test
        void withoutAnIp() {
            assertThat(names(map(service("web"), pod("pending").ready()))).isEmpty();
        }

        @DisplayName("E2: a Pod without an IP on a Node that does not exist is no failure")
        @Test
        void withoutAnIpAndNode() {
            assertThat(map(service("web"), pod("pending").node("gone")).notes()).isEmpty();
        }

        @DisplayName("E2: terminating Pods stay")
        @Test
        void terminating() {
            assertThat(names(map(service("web"), pod("leaving").ip("10.0.0.1").terminating())))
                    .containsExactly("leaving");
        }
    }

    @DisplayName("E3: serving = Ready; ready = publishNotReadyAddresses, or serving and not terminating")
    @ParameterizedTest(name = "publishNotReady {0}, Ready {1}, deletionTimestamp {2} -> ready {3}, serving {4}")
    @CsvSource({
        "false, false, false, false, false",
        "false, false, true,  false, false",
        "false, true,  false, true,  true",
        "false, true,  true,  false, true",
        "true,  false, false, true,  false",
        "true,  false, true,  true,  false",
        "true,  true,  false, true,  true",
        "true,  true,  true,  true,  true",
    })
    void conditions(boolean publish, boolean podReady, boolean deleted, boolean ready, boolean serving) {
        ServiceFixture service = publish ? service("web").publishNotReady() : service("web");

        Endpoint endpoint =
                only(map(service, pod("p").ip("10.0.0.1").ready(podReady).terminating(deleted)));

        assertThat(endpoint.conditions()).isEqualTo(Conditions.of(ready, serving, deleted));
    }

    @Nested
    class Addresses {
        @DisplayName("E4, E5: a Pod is in the slices of each family that it has an address of")
        @Test
        void perFamily() {
            DesiredEndpoints desired = map(
                    service("web").families(AddressType.IPV4, AddressType.IPV6),
                    pod("both").ip("10.0.0.1").ip("fd00::1"),
                    pod("four").ip("10.0.0.2"),
                    pod("six").ip("fd00::2"));

            assertThat(names(desired, AddressType.IPV4)).containsExactly("both", "four");
            assertThat(names(desired, AddressType.IPV6)).containsExactly("both", "six");
        }

        @DisplayName("E4: a family that the Service does not have gets no endpoints")
        @Test
        void otherFamily() {
            DesiredEndpoints desired = map(
                    service("web").families(AddressType.IPV6),
                    pod("both").ip("10.0.0.1").ip("fd00::1"));

            assertThat(desired.groups()).containsOnlyKeys(AddressType.IPV6);
            assertThat(only(desired, AddressType.IPV6).addresses()).containsExactly("fd00::1");
        }

        @DisplayName("E4, E13: an address type without endpoints is there, without a group")
        @Test
        void noEndpoints() {
            DesiredEndpoints desired = map(service("web").families(AddressType.IPV4, AddressType.IPV6));

            assertThat(desired.groups()).containsOnlyKeys(AddressType.IPV4, AddressType.IPV6);
            assertThat(desired.groups().values())
                    .allSatisfy(groups -> assertThat(groups).isEmpty());
        }

        @DisplayName("E5: the addresses are all of the family, in canonical form")
        @Test
        void allOfTheFamily() {
            Endpoint endpoint = only(map(
                    service("web").families(AddressType.IPV6),
                    pod("p").ip("FD00:0:0::1").ip("10.0.0.1").ip("fd00::0002")));

            assertThat(endpoint.addresses()).containsExactly("fd00::1", "fd00::2");
        }

        @DisplayName("E5: an IPv4-mapped address stands in the IPv4 slices")
        @Test
        void mapped() {
            DesiredEndpoints desired =
                    map(service("web").families(AddressType.IPV4, AddressType.IPV6), pod("p").ip("::ffff:10.0.0.1"));

            assertThat(only(desired, AddressType.IPV4).addresses()).containsExactly("10.0.0.1");
            assertThat(desired.groups().get(AddressType.IPV6)).isEmpty();
        }

        @DisplayName("Q8: an address that is none is left out and noted; the sync does not fail for it")
        @Test
        void unparsable() {
            DesiredEndpoints desired = map(
                    service("web"),
                    pod("bad").ip("10.0.0.999"),
                    pod("half").ip("x").ip("10.0.0.2"));

            assertThat(only(desired).addresses()).containsExactly("10.0.0.2");
            assertThat(desired.notes())
                    .containsExactly(
                            new MappingNote.UnparsableAddress(new PodKey("shop", "bad"), "10.0.0.999"),
                            new MappingNote.UnparsableAddress(new PodKey("shop", "half"), "x"))
                    .noneMatch(MappingNote::failsSync);
            assertThat(desired.notes().get(0).message()).contains("shop/bad", "'10.0.0.999'", "not an IP address");
        }
    }

    @Nested
    class Nodes {
        @DisplayName("E7: node and zone, whether the Node exists, and publishNotReadyAddresses")
        @ParameterizedTest(name = "nodeName ''{0}'', publishNotReady {1} -> published {2}, zone ''{3}'', fails {4}")
        @CsvSource({
            "n1,      false, true,  zone-a, false",
            "n1,      true,  true,  zone-a, false",
            "no-zone, false, true,  '',     false",
            "no-zone, true,  true,  '',     false",
            "gone,    false, false, '',     true",
            "gone,    true,  true,  '',     false",
            "'',      false, false, '',     true",
            "'',      true,  true,  '',     false",
        })
        void nodes(String nodeName, boolean publish, boolean published, String zone, boolean fails) {
            ServiceFixture service = publish ? service("web").publishNotReady() : service("web");

            DesiredEndpoints desired = map(service, pod("p").ip("10.0.0.1").node(nodeName));

            assertThat(names(desired)).isEqualTo(published ? ImmutableList.of("p") : ImmutableList.of());
            assertThat(desired.notes().stream().anyMatch(MappingNote::failsSync))
                    .isEqualTo(fails);
            if (published) {
                assertThat(only(desired).nodeName()).isEqualTo(nodeName);
                assertThat(only(desired).zone()).isEqualTo(zone);
            }
        }

        @DisplayName("E7: the others are written although one Pod's Node is missing; the note names Pod and Node")
        @Test
        void othersAreWritten() {
            DesiredEndpoints desired = map(
                    service("web"),
                    pod("lost").ip("10.0.0.1").node("gone"),
                    pod("fine").ip("10.0.0.2"));

            assertThat(names(desired)).containsExactly("fine");
            assertThat(desired.notes())
                    .containsExactly(new MappingNote.MissingNode(new PodKey("shop", "lost"), "gone"));
            assertThat(desired.notes().get(0).message()).contains("shop/lost", "gone", "does not exist");
        }
    }

    @DisplayName(
            "H1: an unknown trafficDistribution is ignored and said, unless the annotation Auto is there to win over it")
    @Test
    void unknownTrafficDistribution() {
        DesiredEndpoints desired = map(
                service("web").trafficDistribution("Nearest"),
                pod("p").ip("10.0.0.1").ready());

        assertThat(only(desired).hints()).isEqualTo(Hints.NONE);
        assertThat(desired.notes())
                .containsExactly(new MappingNote.UnknownTrafficDistribution("Nearest"))
                .noneMatch(MappingNote::failsSync);
        assertThat(desired.notes().get(0).message()).contains("'Nearest'", "PreferClose");
        assertThat(map(service("web").trafficDistribution("Nearest").topologyAuto())
                        .notes())
                .isEmpty();
        assertThat(map(service("web").trafficDistribution("PreferClose")).notes())
                .isEmpty();
    }

    @DisplayName("E8: hostname only when the subdomain is the Service's name")
    @ParameterizedTest(name = "hostname ''{0}'', subdomain ''{1}'' -> ''{2}''")
    @CsvSource({"db-0, web, db-0", "db-0, other, ''", "db-0, '', ''", "'', web, ''"})
    void hostname(String hostname, String subdomain, String expected) {
        Endpoint endpoint = only(map(service("web"), pod("p").ip("10.0.0.1").hostname(hostname, subdomain)));

        assertThat(endpoint.hostname()).isEqualTo(expected);
    }

    @DisplayName("E8: targetRef names the Pod; hints are not set")
    @Test
    void targetRef() {
        Endpoint endpoint = only(map(service("web"), pod("p").uid("u-7").ip("10.0.0.1")));

        assertThat(endpoint.targetRef()).contains(new TargetRef("", "Pod", "shop", "p", "u-7", ""));
        assertThat(endpoint.hints()).isEqualTo(Hints.NONE);
    }

    @DisplayName("P4: the order of the Pods does not matter, for the endpoints and for the notes")
    @Test
    void orderOfPods() {
        ServiceFixture service = service("web").port("http", "main");
        PodFixture a = pod("a").ip("10.0.0.9").port("main", 80);
        PodFixture b = pod("b").ip("10.0.0.1").port("main", 80);
        PodFixture c = pod("c").ip("?").port("main", 80);
        PodFixture d = pod("d").ip("10.0.0.5").node("gone").port("main", 81);

        DesiredEndpoints desired = map(service, a, b, c, d);

        assertThat(map(service, d, c, b, a)).isEqualTo(desired);
        assertThat(desired.groups().get(AddressType.IPV4)).containsOnlyKeys(ports(tcp("http", 80)));
        assertThat(desired.notes()).hasSize(2);
    }

    private static DesiredEndpoints map(ServiceFixture service, PodFixture... pods) {
        ServiceSnapshot snapshot = snapshot(service.build())
                .node("n1", "zone-a")
                .node("no-zone", "")
                .pods(pods)
                .build();
        return EndpointMapper.map(snapshot);
    }

    private static ImmutableList<String> names(DesiredEndpoints desired) {
        return names(desired, AddressType.IPV4);
    }

    private static ImmutableList<String> names(DesiredEndpoints desired, AddressType type) {
        return endpoints(desired, type).stream()
                .map(endpoint -> endpoint.identity().name())
                .collect(toImmutableList());
    }

    private static Endpoint only(DesiredEndpoints desired) {
        return only(desired, desired.groups().firstKey());
    }

    private static Endpoint only(DesiredEndpoints desired, AddressType type) {
        ImmutableList<Endpoint> endpoints = endpoints(desired, type);
        assertThat(endpoints).hasSize(1);
        return endpoints.get(0);
    }

    private static ImmutableList<Endpoint> endpoints(DesiredEndpoints desired, AddressType type) {
        return requireNonNull(desired.groups().get(type)).values().stream()
                .flatMap(Collection::stream)
                .collect(toImmutableList());
    }
}
