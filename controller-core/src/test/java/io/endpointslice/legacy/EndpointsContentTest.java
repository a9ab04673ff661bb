package io.endpointslice.legacy;

import static io.endpointslice.fixtures.Facts.address;
import static io.endpointslice.fixtures.Facts.endpointsSnapshot;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.PodKey;
import io.endpointslice.plan.EndpointsPlan;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which addresses of which Pods an Endpoints object gets, and how they share ports: L2, L3. */
class EndpointsContentTest {
    @Nested
    class Addresses {
        @DisplayName("L2: ready Pods and those that are not; each with node, hostname and the Pod behind it")
        @Test
        void readyAndNot() {
            LegacyEndpoints created = created(
                    service("web").port("http", 8080),
                    pod("a").ip("10.0.0.1").ready(),
                    pod("b").ip("10.0.0.2"),
                    pod("c").ip("10.0.0.3").ready().hostname("c-0", "web"),
                    pod("d").ip("10.0.0.4").ready().hostname("d-0", "other"));

            assertThat(created.subsets())
                    .containsExactly(new EndpointSubset(
                            ImmutableList.of(
                                    address("a", "10.0.0.1"),
                                    new EndpointAddress(
                                            "10.0.0.3",
                                            "c-0",
                                            Optional.of("n1"),
                                            address("c", "").targetRef()),
                                    address("d", "10.0.0.4")),
                            ImmutableList.of(address("b", "10.0.0.2")),
                            ImmutableList.of(tcp("http", 8080))));
        }

        @DisplayName("L2: with publishNotReadyAddresses all are ready, and terminating Pods stay")
        @Test
        void publishNotReady() {
            PodFixture leaving = pod("leaving").ip("10.0.0.1").ready().terminating();
            PodFixture starting = pod("starting").ip("10.0.0.2");

            assertThat(ips(created(service("web").port("http", 8080), leaving, starting)))
                    .containsExactly("not ready 10.0.0.2");
            assertThat(ips(created(service("web").port("http", 8080).publishNotReady(), leaving, starting)))
                    .containsExactly("ready 10.0.0.1", "ready 10.0.0.2");
        }

        @DisplayName("L2: Pods that have ended or have no IP are left out")
        @Test
        void ended() {
            assertThat(created(
                                    service("web").port("http", 8080).publishNotReady(),
                                    pod("done").ip("10.0.0.1").ready().terminal(),
                                    pod("pending"))
                            .subsets())
                    .isEmpty();
        }

        @DisplayName("L2: the Service's first family alone, the first of several addresses")
        @Test
        void firstFamily() {
            PodFixture pod =
                    pod("a").ip("fd00::0001").ip("10.0.0.1").ip("010.0.0.2").ready();

            assertThat(ips(created(
                            service("web").port("http", 8080).families(AddressType.IPV6, AddressType.IPV4), pod)))
                    .containsExactly("ready fd00::1");
            assertThat(ips(created(service("web").port("http", 8080), pod))).containsExactly("ready 10.0.0.1");
        }

        @DisplayName("L2: without families, that of the cluster IP; of a headless Service, the Pod's first")
        @Test
        void noFamilies() {
            PodFixture pod = pod("a").ip("fd00::1").ip("10.0.0.1").ready();
            ServiceFixture without = service("web").port("http", 8080).families();

            assertThat(ips(created(without, pod))).containsExactly("ready 10.0.0.1");
            assertThat(ips(created(without.clusterIp("fd00::a"), pod))).containsExactly("ready fd00::1");
            assertThat(ips(created(without.headless(), pod))).containsExactly("ready fd00::1");
        }

        @DisplayName("Q8: an address that is no IP is left out and said; another one of the Pod takes its place")
        @Test
        void unparsable() {
            EndpointsPlan plan = new EndpointsPlanner()
                    .plan(
                            endpointsSnapshot(
                                    service("web").port("http", 8080).build(),
                                    Optional.empty(),
                                    pod("a").ip("bad").ip("10.0.0.1").ready(),
                                    pod("b").ip("<nil>").ready()),
                            Optional.empty());

            assertThat(plan.notes())
                    .containsExactly(
                            new MappingNote.UnparsableAddress(new PodKey("shop", "a"), "bad"),
                            new MappingNote.UnparsableAddress(new PodKey("shop", "b"), "<nil>"));
            assertThat(plan.isIncomplete()).isFalse();
            assertThat(ips(plan.writes().get(0).endpoints())).containsExactly("ready 10.0.0.1");
        }

        @DisplayName("Q11: a Pod without a node has the empty nodeName, which is not the unset one")
        @Test
        void withoutNode() {
            assertThat(created(
                                    service("web").port("http", 8080),
                                    pod("a").ip("10.0.0.1").ready().node(""))
                            .subsets()
                            .get(0)
                            .addresses())
                    .extracting(EndpointAddress::nodeName)
                    .containsExactly(Optional.of(""));
        }

        @DisplayName("Q11: an API server takes no empty nodeName; an object that has none there instead is right")
        @Test
        void withoutNodeAsStored() {
            ServiceFixture service = service("web").port("http", 8080);
            PodFixture pod = pod("a").ip("10.0.0.1").ready().node("");
            LegacyEndpoints created = created(service, pod);
            LegacyEndpoints stored = new LegacyEndpoints(
                    created.meta(),
                    ImmutableList.of(new EndpointSubset(
                            ImmutableList.of(
                                    created.subsets().get(0).addresses().get(0).asStored()),
                            ImmutableList.of(),
                            ImmutableList.of(tcp("http", 8080)))));

            assertThat(stored).isNotEqualTo(created);
            assertThat(new EndpointsPlanner()
                            .plan(endpointsSnapshot(service.build(), Optional.of(stored), pod), Optional.empty())
                            .writes())
                    .isEmpty();
        }
    }

    @Nested
    class Ports {
        @DisplayName("L3: a port that some Pods have and others have not makes two subsets")
        @Test
        void portOfSome() {
            LegacyEndpoints created = created(
                    service("web").port("http", 8080).port("debug", "debug"),
                    pod("a").ip("10.0.0.1").ready().port("debug", 5005),
                    pod("b").ip("10.0.0.2").ready());

            assertThat(created.subsets())
                    .containsExactlyInAnyOrder(
                            new EndpointSubset(
                                    ImmutableList.of(address("a", "10.0.0.1"), address("b", "10.0.0.2")),
                                    ImmutableList.of(),
                                    ImmutableList.of(tcp("http", 8080))),
                            new EndpointSubset(
                                    ImmutableList.of(address("a", "10.0.0.1")),
                                    ImmutableList.of(),
                                    ImmutableList.of(tcp("debug", 5005))));
        }

        @DisplayName("L3: a Pod with none of the ports is in no subset")
        @Test
        void noneOfThePorts() {
            assertThat(created(
                                    service("web").port("http", "http"),
                                    pod("a").ip("10.0.0.1").ready())
                            .subsets())
                    .isEmpty();
        }

        @DisplayName("Q10: without ports, a headless Service has a subset, one with a cluster IP has none")
        @Test
        void withoutPorts() {
            PodFixture pod = pod("a").ip("10.0.0.1").ready();

            assertThat(created(service("web").headless(), pod).subsets())
                    .containsExactly(new EndpointSubset(
                            ImmutableList.of(address("a", "10.0.0.1")), ImmutableList.of(), ImmutableList.of()));
            assertThat(created(service("web"), pod).subsets()).isEmpty();
            assertThat(created(service("web").clusterIp(""), pod).subsets()).isEmpty();
        }
    }

    private static LegacyEndpoints created(ServiceFixture service, PodFixture... pods) {
        EndpointsPlan plan = new EndpointsPlanner()
                .plan(endpointsSnapshot(service.build(), Optional.empty(), pods), Optional.empty());
        assertThat(plan.writes()).hasSize(1);
        return plan.writes().get(0).endpoints();
    }

    private static ImmutableList<String> ips(LegacyEndpoints endpoints) {
        ImmutableList.Builder<String> ips = ImmutableList.builder();
        for (EndpointSubset subset : endpoints.subsets()) {
            subset.addresses().forEach(address -> ips.add("ready " + address.ip()));
            subset.notReadyAddresses().forEach(address -> ips.add("not ready " + address.ip()));
        }
        return ips.build();
    }
}
