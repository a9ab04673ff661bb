package io.endpointslice.simulator.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.ContainerPort;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServicePort;
import io.endpointslice.model.TargetPort;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.PlainObjects;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is told of names, and what is not. */
class PseudonymsTest {
    private static final PodFacts POD = new PodFacts(
            new PodKey("secret-ns", "secret-web-abc"),
            "secret-uid",
            ImmutableMap.of("secret-key", "secret-value", "secret-app", "secret-web"),
            false,
            true,
            Optional.of(Instant.EPOCH),
            true,
            ImmutableList.of("192.168.7.9", "2001:db8::9"),
            "secret-host",
            "secret-svc",
            "secret-node",
            ImmutableList.of(new ContainerPort("secret-port", "UDP", 8125)));
    private static final ServiceFacts SERVICE = new ServiceFacts(
            new ServiceKey("secret-ns", "secret-svc"),
            "secret-uid",
            ImmutableMap.of("secret-key", "secret-value"),
            false,
            Optional.of(ImmutableMap.of("secret-app", "secret-web")),
            ImmutableList.of(AddressType.IPV6, AddressType.IPV4),
            "192.168.99.1",
            true,
            ImmutableList.of(
                    new ServicePort("secret-http", "TCP", new TargetPort.Numbered(8080), Optional.empty()),
                    new ServicePort("", "UDP", new TargetPort.Named("secret-port"), Optional.of("secret.org/x"))),
            Optional.of(Instant.EPOCH),
            true,
            true,
            "PreferClose");
    private static final NodeFacts NODE = new NodeFacts("secret-node", "secret-zone", true, true, 3_920);

    private final Pseudonyms pseudonyms = Tape.pseudonyms("one");

    private PodFacts hashed(PodFacts pod) {
        return ((Change.PodSeen) pseudonyms.of(new Change.PodSeen(pod))).pod();
    }

    private ServiceFacts hashed(ServiceFacts service) {
        return ((Change.ServiceSeen) pseudonyms.of(new Change.ServiceSeen(service))).service();
    }

    private NodeFacts hashed(NodeFacts node) {
        return ((Change.NodeSeen) pseudonyms.of(new Change.NodeSeen(node))).node();
    }

    private static PodFacts pod(String name, int number, ImmutableMap<String, String> labels) {
        return PlainObjects.pod(
                new PlainObjects.Identity(PlainObjects.pod(name), "uid-" + name, labels, PlainObjects.address(number)),
                new PlainObjects.Standing(false, true, false),
                "node-0");
    }

    @DisplayName("no name, label, UID or address stands in what comes out")
    @Test
    void nothingOfIt() {
        List<Change> all = List.of(
                new Change.PodSeen(POD),
                new Change.PodGone(POD.key()),
                new Change.ServiceSeen(SERVICE),
                new Change.ServiceGone(SERVICE.key()),
                new Change.NodeSeen(NODE),
                new Change.NodeGone(NODE.name()));

        assertThat(all)
                .allSatisfy(change -> assertThat(pseudonyms.of(change).toString())
                        .doesNotContain("secret")
                        .doesNotContain("192.168")
                        .doesNotContain("2001:db8"));
    }

    @DisplayName("conditions, flags, protocols, numbers of ports, families and CPU stay as they are")
    @Test
    void whatStays() {
        PodFacts pod = hashed(POD);
        assertThat(List.of(pod.terminal(), pod.ready(), pod.terminating())).containsExactly(false, true, true);
        assertThat(pod.ports()).extracting(ContainerPort::protocol).containsExactly("UDP");
        assertThat(pod.ports()).extracting(ContainerPort::port).containsExactly(8125);
        ServiceFacts service = hashed(SERVICE);
        assertThat(service.ipFamilies()).isEqualTo(SERVICE.ipFamilies());
        assertThat(List.of(service.publishNotReadyAddresses(), service.deleting(), service.topologyAuto()))
                .containsOnly(true);
        assertThat(service.trafficDistribution()).isEqualTo("PreferClose");
        assertThat(service.ports().get(0).targetPort()).isEqualTo(new TargetPort.Numbered(8080));
        NodeFacts node = hashed(NODE);
        assertThat(node).isEqualTo(new NodeFacts(node.name(), node.zone(), true, true, 3_920));
    }

    @DisplayName("what is unset stays unset, and headless stays headless")
    @Test
    void unset() {
        PodFacts pod = new PodFacts(
                new PodKey("n", "p"),
                "",
                ImmutableMap.of(),
                false,
                false,
                Optional.empty(),
                false,
                ImmutableList.of(),
                "",
                "",
                "",
                ImmutableList.of());

        PodFacts hashed = hashed(pod);

        assertThat(Stream.of(hashed.uid(), hashed.hostname(), hashed.subdomain(), hashed.nodeName()))
                .containsOnly("");
        assertThat(hashed.labels()).isEmpty();
        assertThat(hashed.ips()).isEmpty();
        assertThat(hashed(SERVICE).ports().get(1).name()).isEmpty();
        assertThat(hashed(new NodeFacts("n", "", true, false, 0)).zone()).isEmpty();
        ServiceFacts headless = headless();
        assertThat(hashed(headless).isExplicitlyHeadless()).isTrue();
        assertThat(hashed(headless.withSelector(ImmutableMap.of())).selector()).hasValue(ImmutableMap.of());
    }

    private static ServiceFacts headless() {
        ServiceFacts plain = PlainObjects.service("web", ImmutableMap.of("a", "b"));
        return new ServiceFacts(
                plain.key(),
                plain.uid(),
                plain.labels(),
                false,
                plain.selector(),
                plain.ipFamilies(),
                "None",
                false,
                plain.ports(),
                Optional.empty(),
                false,
                false,
                "");
    }

    @DisplayName(
            "what was the same is the same: namespaces, Nodes, named ports, labels, so that selectors select as before, and subdomains (E8)")
    @Test
    void same() {
        assertThat(hashed(POD).key().namespace())
                .isEqualTo(hashed(SERVICE).key().namespace());
        assertThat(hashed(POD).nodeName()).isEqualTo(hashed(NODE).name());
        assertThat(hashed(POD).subdomain()).isEqualTo(hashed(SERVICE).key().name());
        assertThat(hashed(SERVICE).ports().get(1).targetPort())
                .isEqualTo(new TargetPort.Named(hashed(POD).ports().get(0).name()));
        assertThat(pseudonyms.of(new Change.PodGone(POD.key())))
                .isEqualTo(new Change.PodGone(hashed(POD).key()));
        assertThat(pseudonyms.of(new Change.NodeGone("secret-node")))
                .isEqualTo(new Change.NodeGone(hashed(NODE).name()));
        assertThat(hashed(POD)).isEqualTo(hashed(POD));
        List<ImmutableMap<String, String>> labels = List.of(
                ImmutableMap.of(),
                ImmutableMap.of("a", "1"),
                ImmutableMap.of("a", "2"),
                ImmutableMap.of("a", "1", "b", "1"),
                ImmutableMap.of("b", "1", "c", ""),
                ImmutableMap.of("1", "a"));
        for (ImmutableMap<String, String> selector : labels) {
            ServiceFacts service = PlainObjects.service("web", selector);
            for (ImmutableMap<String, String> carried : labels) {
                assertThat(hashed(service).selects(hashed(pod("p", 1, carried)).labels()))
                        .as("%s selects %s", selector, carried)
                        .isEqualTo(service.selects(carried));
            }
        }
    }

    @DisplayName("what was different is different: 20,000 Pods, and their addresses of both families")
    @Test
    void different() {
        Set<String> seen = new HashSet<>();
        IntStream.range(0, 20_000).forEach(i -> {
            PodFacts pod = hashed(pod("web-" + i, i, ImmutableMap.of()));
            assertThat(seen.add(pod.key().name())).isTrue();
            assertThat(seen.add(pod.uid())).isTrue();
            assertThat(seen.add(pod.ips().get(0))).isTrue();
        });
        Addresses addresses = new Addresses();
        IntStream.range(0, 70_000)
                .mapToObj(i -> "2001:db8:0:" + Integer.toHexString(i >> 8) + "::" + Integer.toHexString(i & 255))
                .forEach(address -> assertThat(seen.add(addresses.of(address))).isTrue());
    }

    @DisplayName(
            "an address becomes a valid one of its family, the same for each way to write it; what is none stays none")
    @Test
    void addresses() {
        Addresses addresses = new Addresses();

        assertThat(Stream.of("10.9.8.7", "fe80::1", "010.9.8.7", "::ffff:10.9.8.7", "10.9.8.8", "FE80:0::1", "fe80::2")
                        .map(addresses::of))
                .containsExactly("10.0.0.1", "fd00::1", "10.0.0.1", "10.0.0.1", "10.0.0.2", "fd00::1", "fd00::2");
        assertThat(InetAddresses.isInetAddress(addresses.of("10.0.0.300"))).isFalse();
        assertThat(InetAddresses.isInetAddress(addresses.of(""))).isFalse();
    }

    @DisplayName("Pods of one owner stand together in the order of names")
    @Test
    void owners() {
        List<String> owners = IntStream.range(0, 400)
                .mapToObj(i -> hashed(pod("owner-" + i % 4 + "-" + i, i, ImmutableMap.of()))
                        .key()
                        .name())
                .sorted()
                .map(name -> name.substring(0, name.lastIndexOf('-')))
                .toList();

        assertThat(owners.stream().distinct()).hasSize(4);
        assertThat(IntStream.range(1, owners.size())
                        .filter(i -> !owners.get(i).equals(owners.get(i - 1)))
                        .count())
                .isEqualTo(3);
    }

    @DisplayName("another key, other names; a key that is drawn is another each time")
    @Test
    void keys() {
        Change seen = new Change.NodeSeen(NODE);

        assertThat(Tape.pseudonyms("two").of(seen)).isNotEqualTo(pseudonyms.of(seen));
        assertThat(Tape.pseudonyms("one").of(seen)).isEqualTo(pseudonyms.of(seen));
        assertThat(Pseudonyms.ofUnknownKey(new SecureRandom()).of(seen))
                .isNotEqualTo(Pseudonyms.ofUnknownKey(new SecureRandom()).of(seen));
    }
}
