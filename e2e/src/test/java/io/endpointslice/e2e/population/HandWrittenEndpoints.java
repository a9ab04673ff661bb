package io.endpointslice.e2e.population;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.EndpointSubsetBuilder;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Endpoints that users have written, for Services without a selector. */
final class HandWrittenEndpoints {
    private static final int TOO_MANY_ADDRESSES = 1100;
    private static final EndpointPort WEB = port("web", 8080);
    private static final EndpointPort ADMIN = port("admin", 9090);

    private final Chance chance;

    HandWrittenEndpoints(Chance chance) {
        this.chance = chance;
    }

    /** One for each rule, and some at random. */
    ImmutableList<Endpoints> all(int random) {
        ImmutableList.Builder<Endpoints> all = ImmutableList.builder();
        all.add(
                of("manual-one", subset(v4(1, 3), List.of(), WEB)),
                of("manual-dual-stack", subset(v4(11, 3), List.of(), WEB), subset(v6(11, 4), List.of(), WEB)),
                of("manual-subsets", subset(v4(21, 2), List.of(), WEB), subset(v4(23, 2), v4(25, 1), ADMIN)),
                of("manual-overlapping", subset(v4(31, 3), v4(34, 2), WEB, ADMIN), subset(v4(33, 1), v4(31, 1), WEB)),
                of("manual-not-ready", subset(List.of(), v4(41, 2), WEB)),
                of("manual-without-ports", subset(v4(51, 2), List.of())),
                of("manual-empty"),
                of("manual-places", subset(List.of(placed(61, "a"), placed(62, "b")), List.of(), WEB)),
                of("manual-too-many", subset(v4(1000, TOO_MANY_ADDRESSES), v4(5000, 3), WEB)),
                of(Population.WITHOUT_SERVICE, subset(v4(71, 1), List.of(), WEB)),
                labelled("manual-skipped", Map.of("endpointslice.kubernetes.io/skip-mirror", "true"), Map.of()),
                labelled("manual-not-skipped", Map.of("endpointslice.kubernetes.io/skip-mirror", "false"), Map.of()),
                labelled("manual-leader", Map.of(), Map.of("control-plane.alpha.kubernetes.io/leader", "{}")),
                labelled(
                        "manual-labels",
                        Map.of("team", "red"),
                        Map.of(
                                "example.org/owner", "nobody",
                                "kubectl.kubernetes.io/last-applied-configuration", "{}",
                                "endpoints.kubernetes.io/last-change-trigger-time", "2026-01-01T00:00:00Z")));
        IntStream.range(0, random).forEach(i -> all.add(random("manual-random-" + i)));
        return all.build();
    }

    /** Addresses of both families, ready and not, in subsets that overlap. */
    Endpoints random(String name) {
        EndpointSubset[] subsets = IntStream.range(0, chance.between(1, 4))
                .mapToObj(i -> subset(
                        v4(chance.between(1, 20), chance.between(0, 15)),
                        chance.percent(50) ? v6(chance.between(1, 20), chance.between(0, 15)) : v4(i, 3),
                        port("p" + chance.between(0, 2), chance.between(1, 2))))
                .toArray(EndpointSubset[]::new);
        return of(name, subsets);
    }

    private static Endpoints labelled(String name, Map<String, String> labels, Map<String, String> annotations) {
        return new EndpointsBuilder(of(name, subset(v4(81, 2), v4(83, 1), WEB)))
                .editMetadata()
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .build();
    }

    private static Endpoints of(String name, EndpointSubset... subsets) {
        return new EndpointsBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withSubsets(subsets)
                .build();
    }

    /** The API server takes no subset without any address. */
    private static EndpointSubset subset(
            List<EndpointAddress> ready, List<EndpointAddress> notReady, EndpointPort... ports) {
        return new EndpointSubsetBuilder()
                .withAddresses(ready)
                .withNotReadyAddresses(ready.isEmpty() && notReady.isEmpty() ? v4(1, 1) : notReady)
                .withPorts(ports)
                .build();
    }

    private static List<EndpointAddress> v4(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> address("172.20.%d.%d".formatted(i / 250, 1 + i % 250)))
                .toList();
    }

    private static List<EndpointAddress> v6(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> address("fd00:20::%x".formatted(i)))
                .toList();
    }

    private static EndpointAddress address(String ip) {
        return new EndpointAddressBuilder().withIp(ip).build();
    }

    private static EndpointAddress placed(int i, String hostname) {
        return new EndpointAddressBuilder(v4(i, 1).get(0))
                .withHostname(hostname)
                .withNodeName("node-" + i)
                .withNewTargetRef()
                .withKind("Pod")
                .withName("somewhere-" + i)
                .withUid("uid-" + i)
                .endTargetRef()
                .build();
    }

    private static EndpointPort port(String name, int number) {
        return new EndpointPortBuilder()
                .withName(name)
                .withPort(number)
                .withProtocol("TCP")
                .build();
    }
}
