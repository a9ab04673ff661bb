package io.endpointslice.e2e;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.EndpointSubsetBuilder;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHints;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHintsBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.ForNode;
import io.fabric8.kubernetes.api.model.discovery.v1.ForZone;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** EndpointSlices and Endpoints objects that an API server takes, of whoever's making, with each field set and unset. */
final class RandomEndpoints {
    private static final int MOST = RandomObjects.MOST;

    private final RandomObjects random;

    RandomEndpoints(Random random) {
        this.random = new RandomObjects(random);
    }

    EndpointSlice slice(String name) {
        String addressType = random.oneOf("IPv4", "IPv6", "FQDN");
        return new EndpointSliceBuilder()
                .withMetadata(meta(name))
                .withAddressType(addressType)
                .withEndpoints(random.some(i -> endpoint(addressType, i)))
                .withPorts(random.some(i -> slicePort(i)))
                .build();
    }

    private Endpoint endpoint(String addressType, int i) {
        return new EndpointBuilder()
                .withAddresses(IntStream.range(0, 1 + random.number(2))
                        .mapToObj(j -> address(addressType, 1 + 2 * i + j))
                        .toList())
                .withConditions(random.maybe(new EndpointConditions(
                        random.maybe(random.coin()), random.maybe(random.coin()), random.maybe(random.coin()))))
                .withHostname(random.maybe("host-" + i))
                .withNodeName(random.maybe("n" + i))
                .withZone(random.maybe("z" + i))
                .withTargetRef(random.maybe(reference(i)))
                .withHints(random.maybe(hints()))
                .withDeprecatedTopology(random.coin() ? Map.of("example.org/rack", "r" + i) : Map.of())
                .build();
    }

    private static String address(String addressType, int i) {
        return switch (addressType) {
            case "IPv4" -> "10.4.0." + i;
            case "IPv6" -> "fd00::" + i;
            default -> "host-" + i + ".example.org";
        };
    }

    private EndpointHints hints() {
        return new EndpointHintsBuilder()
                .withForZones(random.some(i -> new ForZone("z" + i)))
                .withForNodes(random.some(i -> new ForNode("n" + i)))
                .build();
    }

    private io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort slicePort(int i) {
        return new io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder()
                .withName(i == 0 ? random.maybe("") : "p" + i)
                .withProtocol(random.maybe(protocol()))
                .withPort(random.maybe(1 + random.number(65_535)))
                .withAppProtocol(random.maybe("http"))
                .build();
    }

    Endpoints endpoints(String name) {
        return new EndpointsBuilder()
                .withMetadata(meta(name))
                .withSubsets(random.some(this::subset))
                .build();
    }

    private EndpointSubset subset(int i) {
        List<EndpointAddress> ready = random.some(j -> endpointAddress("10.5.0." + (1 + MOST * i + j), j));
        List<EndpointAddress> notReady = random.some(j -> endpointAddress("fd00:1::" + (1 + MOST * i + j), j));
        return new EndpointSubsetBuilder()
                .withAddresses(ready.isEmpty() && notReady.isEmpty() ? List.of(endpointAddress("10.6.0.1", 0)) : ready)
                .withNotReadyAddresses(notReady)
                .withPorts(random.some(this::port))
                .build();
    }

    private EndpointAddress endpointAddress(String ip, int i) {
        return new EndpointAddressBuilder()
                .withIp(ip)
                .withHostname(random.maybe("host-" + i))
                .withNodeName(random.maybe("n" + i))
                .withTargetRef(random.maybe(reference(i)))
                .build();
    }

    private EndpointPort port(int i) {
        return new EndpointPortBuilder()
                .withName("p" + i)
                .withPort(1 + random.number(65_535))
                .withProtocol(random.maybe(protocol()))
                .withAppProtocol(random.maybe("http"))
                .build();
    }

    private String protocol() {
        return random.oneOf("TCP", "UDP", "SCTP");
    }

    private ObjectReference reference(int i) {
        return new ObjectReferenceBuilder()
                .withKind(random.maybe("Pod"))
                .withNamespace(random.maybe("shop"))
                .withName(random.maybe("web-" + i))
                .withUid(random.maybe("uid-" + i))
                .withApiVersion(random.maybe("v1"))
                .withResourceVersion(random.maybe("7"))
                .withFieldPath(random.maybe("spec"))
                .build();
    }

    private ObjectMeta meta(String name) {
        ObjectMeta meta = random.meta(name);
        if (random.coin()) {
            meta.setOwnerReferences(ImmutableList.of(new OwnerReferenceBuilder()
                    .withApiVersion("v1")
                    .withKind("Service")
                    .withName("web")
                    .withUid("uid-web")
                    .withController(flag())
                    .withBlockOwnerDeletion(flag())
                    .build()));
        }
        return meta;
    }

    private @Nullable Boolean flag() {
        return random.maybe(random.coin());
    }
}
