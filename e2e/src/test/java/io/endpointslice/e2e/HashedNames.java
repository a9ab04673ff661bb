package io.endpointslice.e2e;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.BiMap;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServicePort;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetPort;
import io.endpointslice.model.TargetRef;
import io.endpointslice.simulator.timeline.Change;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the names in a recording stand for, learned from changes that are known both ways. Fails where one name has become two, or two
 * have become one.
 */
final class HashedNames {
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern IPV4 = Pattern.compile("\"([0-9]+(?:\\.[0-9]+){3})\"");
    private static final Pattern IPV6 = Pattern.compile("\"([0-9a-f:]*::[0-9a-f:]*)\"");
    /** A name of fewer letters may be a part of a hash by chance. */
    private static final int LETTERS = 6;

    private final Map<Kind, BiMap<String, String>> plainByHashed = new EnumMap<>(Kind.class);

    private enum Kind {
        NAMESPACE,
        SERVICE,
        POD,
        NODE,
        ZONE,
        PORT,
        KEY,
        VALUE,
        UID,
        HOSTNAME,
        PROTOCOL,
        ADDRESS
    }

    /** Learns from one change. */
    void learn(Change hashed, Change plain) {
        assertThat(hashed).hasSameClassAs(plain);
        if (hashed instanceof Change.PodSeen seen) {
            learn(seen.pod(), ((Change.PodSeen) plain).pod());
        } else if (hashed instanceof Change.PodGone gone) {
            learn(gone.pod(), ((Change.PodGone) plain).pod());
        } else if (hashed instanceof Change.ServiceSeen seen) {
            learn(seen.service(), ((Change.ServiceSeen) plain).service());
        } else if (hashed instanceof Change.ServiceGone gone) {
            learn(gone.service(), ((Change.ServiceGone) plain).service());
        } else if (hashed instanceof Change.NodeSeen seen) {
            learn(seen.node(), ((Change.NodeSeen) plain).node());
        } else if (hashed instanceof Change.NodeGone gone) {
            learn(Kind.NODE, gone.name(), ((Change.NodeGone) plain).name());
        }
    }

    private void learn(PodFacts hashed, PodFacts plain) {
        learn(hashed.key(), plain.key());
        learn(Kind.UID, hashed.uid(), plain.uid());
        learnLabels(hashed.labels(), plain.labels());
        learnAll(Kind.ADDRESS, hashed.ips(), plain.ips());
        learn(Kind.HOSTNAME, hashed.hostname(), plain.hostname());
        learn(Kind.SERVICE, hashed.subdomain(), plain.subdomain());
        learn(Kind.NODE, hashed.nodeName(), plain.nodeName());
        learnAll(
                Kind.PORT,
                hashed.ports().stream().map(port -> port.name()).toList(),
                plain.ports().stream().map(port -> port.name()).toList());
    }

    private void learn(PodKey hashed, PodKey plain) {
        learn(Kind.NAMESPACE, hashed.namespace(), plain.namespace());
        learn(Kind.POD, hashed.name(), plain.name());
    }

    private void learn(ServiceFacts hashed, ServiceFacts plain) {
        learn(hashed.key(), plain.key());
        learn(Kind.UID, hashed.uid(), plain.uid());
        learnLabels(hashed.labels(), plain.labels());
        learnLabels(hashed.selector().orElseThrow(), plain.selector().orElseThrow());
        if (plain.hasClusterIp()) {
            learn(Kind.ADDRESS, hashed.clusterIp(), plain.clusterIp());
        }
        assertThat(hashed.ports()).hasSameSizeAs(plain.ports());
        for (int i = 0; i < hashed.ports().size(); i++) {
            learn(hashed.ports().get(i), plain.ports().get(i));
        }
    }

    private void learn(ServiceKey hashed, ServiceKey plain) {
        learn(Kind.NAMESPACE, hashed.namespace(), plain.namespace());
        learn(Kind.SERVICE, hashed.name(), plain.name());
    }

    private void learn(ServicePort hashed, ServicePort plain) {
        learn(Kind.PORT, hashed.name(), plain.name());
        learn(
                Kind.PROTOCOL,
                hashed.appProtocol().orElse(""),
                plain.appProtocol().orElse(""));
        if (plain.targetPort() instanceof TargetPort.Named named) {
            learn(Kind.PORT, ((TargetPort.Named) hashed.targetPort()).name(), named.name());
        } else {
            assertThat(hashed.targetPort()).isEqualTo(plain.targetPort());
        }
    }

    private void learn(NodeFacts hashed, NodeFacts plain) {
        learn(Kind.NODE, hashed.name(), plain.name());
        learn(Kind.ZONE, hashed.zone(), plain.zone());
    }

    /** A map keeps its order. */
    private void learnLabels(ImmutableMap<String, String> hashed, ImmutableMap<String, String> plain) {
        learnAll(Kind.KEY, hashed.keySet(), plain.keySet());
        learnAll(Kind.VALUE, hashed.values(), plain.values());
    }

    private void learnAll(Kind kind, Collection<String> hashed, Collection<String> plain) {
        assertThat(hashed).as(kind.name()).hasSameSizeAs(plain);
        Iterator<String> plainOnes = plain.iterator();
        hashed.forEach(name -> learn(kind, name, plainOnes.next()));
    }

    private void learn(Kind kind, String hashed, String plain) {
        if (hashed.isEmpty() || plain.isEmpty()) {
            assertThat(hashed).as(kind.name()).isEqualTo(plain);
            return;
        }
        String before = ofKind(kind).putIfAbsent(hashed, plain); // throws if another one stands for that plain name
        assertThat(before == null ? plain : before).as(kind + " " + hashed).isEqualTo(plain);
    }

    private BiMap<String, String> ofKind(Kind kind) {
        return plainByHashed.computeIfAbsent(kind, any -> HashBiMap.create());
    }

    /** All plain names, those of labels too, but no addresses. */
    ImmutableSet<String> plainNames() {
        Set<String> all = new TreeSet<>();
        plainByHashed.forEach((kind, names) -> all.addAll(kind == Kind.ADDRESS ? Set.of() : names.values()));
        return ImmutableSet.copyOf(all);
    }

    /** The text of the recording has none of the names, and no addresses but those that it counts up itself. */
    void assertHidden(String text) {
        ImmutableSet<String> names = plainNames();
        assertThat(found(TEXT, text)).doesNotContainAnyElementsOf(names);
        assertThat(names.stream().filter(name -> name.length() >= LETTERS)).noneMatch(text::contains);
        assertCounted(found(IPV4, text), "10.0.0.%d");
        assertCounted(found(IPV6, text), "fd00::%x");
    }

    private void assertCounted(ImmutableSet<String> addresses, String form) {
        assertThat(addresses)
                .isNotEmpty()
                .isSubsetOf(ofKind(Kind.ADDRESS).keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, addresses.size())
                        .mapToObj(form::formatted)
                        .toList());
    }

    private static ImmutableSet<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(toImmutableSet());
    }

    /** The Service's name, of the cluster. */
    String plain(ServiceKey hashed) {
        return plain(Kind.SERVICE, hashed.name());
    }

    private String plain(Kind kind, String hashed) {
        return hashed.isEmpty() ? "" : String.valueOf(ofKind(kind).get(hashed));
    }

    /** The slice with the names of the cluster, as an API server would show it. */
    EndpointSlice plain(Slice hashed) {
        return new EndpointSliceBuilder()
                .withAddressType(hashed.addressType().apiName())
                .withPorts(hashed.ports().ports().stream().map(this::plain).toList())
                .withEndpoints(hashed.endpoints().stream().map(this::plain).toList())
                .build();
    }

    private io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort plain(EndpointPort port) {
        return new EndpointPortBuilder()
                .withName(plain(Kind.PORT, port.name().orElse("")))
                .withProtocol(port.protocol().orElseThrow())
                .withPort(port.port().orElseThrow())
                .build();
    }

    private io.fabric8.kubernetes.api.model.discovery.v1.Endpoint plain(Endpoint endpoint) {
        TargetRef target = endpoint.targetRef().orElseThrow();
        return new EndpointBuilder()
                .withAddresses(endpoint.addresses().stream()
                        .map(address -> plain(Kind.ADDRESS, address))
                        .toList())
                .withNewConditions()
                .withReady(endpoint.conditions().ready().orElseThrow())
                .withServing(endpoint.conditions().serving().orElseThrow())
                .withTerminating(endpoint.conditions().terminating().orElseThrow())
                .endConditions()
                .withNodeName(plain(Kind.NODE, endpoint.nodeName()))
                .withZone(plain(Kind.ZONE, endpoint.zone()))
                .withHostname(endpoint.hostname().isEmpty() ? null : plain(Kind.HOSTNAME, endpoint.hostname()))
                .withNewTargetRef()
                .withName(plain(Kind.POD, target.name()))
                .withUid(plain(Kind.UID, target.uid()))
                .endTargetRef()
                .build();
    }
}
