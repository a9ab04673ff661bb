package io.endpointslice.mapping;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.ports;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.snapshot;
import static io.endpointslice.fixtures.Facts.tcp;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServicePort;
import io.endpointslice.model.TargetPort;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EndpointPortsTest {
    @DisplayName("E6: a numeric targetPort is taken as it is, whether the Pod declares it or not")
    @Test
    void numeric() {
        assertThat(portsOf(service("web").port("http", 8080), pod("p"))).isEqualTo(ports(tcp("http", 8080)));
    }

    @DisplayName("E6: a named targetPort is looked up in each Pod; the slice carries the Service port's name")
    @Test
    void namedPerPod() {
        ServiceFixture service = service("web").port("http", "main");

        assertThat(portsOf(service, pod("a").port("main", 8080))).isEqualTo(ports(tcp("http", 8080)));
        assertThat(portsOf(service, pod("b").port("main", 9090))).isEqualTo(ports(tcp("http", 9090)));
    }

    @DisplayName("E6: a port that the Pod does not have is left out for that Pod")
    @Test
    void missing() {
        ServiceFixture service = service("web").port("http", "main").port("metrics", "prom");

        assertThat(portsOf(service, pod("a").port("main", 8080))).isEqualTo(ports(tcp("http", 8080)));
        assertThat(portsOf(service, pod("b"))).isEqualTo(PortList.EMPTY);
    }

    @DisplayName("E6: a named port is found by name and protocol")
    @Test
    void protocolMismatch() {
        ServiceFixture service = service("dns").port("dns", "dns");

        assertThat(portsOf(service, pod("a").port("dns", "UDP", 53))).isEqualTo(PortList.EMPTY);
        assertThat(portsOf(service, pod("b").port("dns", "UDP", 53).port("dns", "TCP", 5353)))
                .isEqualTo(ports(tcp("dns", 5353)));
    }

    @DisplayName("E6: of two container ports with that name and protocol the first counts")
    @Test
    void firstCounts() {
        assertThat(portsOf(
                        service("web").port("http", "main"),
                        pod("p").port("main", 1).port("main", 2)))
                .isEqualTo(ports(tcp("http", 1)));
    }

    @DisplayName("E6: name, port, protocol and appProtocol are written; a port without a name has the empty one")
    @Test
    void allParts() {
        ServiceFixture service = service("web")
                .port(new ServicePort("", "SCTP", new TargetPort.Numbered(99), Optional.of("example.com/x")));

        assertThat(portsOf(service, pod("p")))
                .isEqualTo(ports(new EndpointPort(
                        Optional.of(""), Optional.of("SCTP"), OptionalInt.of(99), Optional.of("example.com/x"))));
    }

    @DisplayName("E6: another appProtocol is another port list")
    @Test
    void appProtocolCounts() {
        ServicePort plain = new ServicePort("http", "TCP", new TargetPort.Numbered(80), Optional.empty());
        ServicePort h2c = new ServicePort("http", "TCP", new TargetPort.Numbered(80), Optional.of("kubernetes.io/h2c"));

        assertThat(portsOf(service("web").port(plain), pod("p")))
                .isNotEqualTo(portsOf(service("web").port(h2c), pod("p")));
    }

    @DisplayName("E6: the order of the ports does not matter")
    @Test
    void orderDoesNotMatter() {
        ServiceFixture one = service("web").port("http", 8080).port("admin", 9090);
        ServiceFixture other = service("web").port("admin", 9090).port("http", 8080);

        assertThat(portsOf(one, pod("p"))).isEqualTo(portsOf(other, pod("p")));
    }

    @DisplayName("E6: a headless Service may have no ports; its endpoints are in the group without ports")
    @Test
    void headlessWithoutPorts() {
        var desired = EndpointMapper.map(snapshot(service("web").headless().build())
                .node("n1", "a")
                .pods(pod("p").ip("10.0.0.1"))
                .build());

        assertThat(desired.groups().get(AddressType.IPV4)).containsOnlyKeys(PortList.EMPTY);
    }

    @DisplayName("E6: endpoints are grouped by their whole port list")
    @Test
    void grouped() {
        var desired =
                EndpointMapper.map(snapshot(service("web").port("http", "main").build())
                        .node("n1", "a")
                        .pods(
                                pod("a").ip("10.0.0.1").port("main", 80),
                                pod("b").ip("10.0.0.2").port("main", 81),
                                pod("c").ip("10.0.0.3").port("main", 80),
                                pod("d").ip("10.0.0.4"))
                        .build());

        var groups = requireNonNull(desired.groups().get(AddressType.IPV4));
        assertThat(groups).containsOnlyKeys(ports(tcp("http", 80)), ports(tcp("http", 81)), PortList.EMPTY);
        assertThat(requireNonNull(groups.get(ports(tcp("http", 80)))))
                .extracting(e -> e.identity().name())
                .containsExactly("a", "c");
        assertThat(requireNonNull(groups.get(PortList.EMPTY)))
                .extracting(e -> e.identity().name())
                .containsExactly("d");
    }

    private static PortList portsOf(ServiceFixture service, PodFixture pod) {
        return EndpointPorts.of(service.build(), pod.build());
    }
}
