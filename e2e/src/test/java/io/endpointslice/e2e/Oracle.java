package io.endpointslice.e2e;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the union of a Service's slices must be, computed from the objects in the API in the plainest way, by rules E2 to
 * E8. It shares no code with the controller and knows nothing of packing. Endpoints are lines of text that name all that
 * counts, so that a difference can be read.
 */
final class Oracle {
    private static final Set<String> ENDED = Set.of("Failed", "Succeeded");

    private final KubernetesClient client;
    private final String namespace;

    Oracle(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** The endpoints that the Service must have now, sorted; for each address type without any, a line that says so. */
    List<String> expected(String serviceName) {
        Service service =
                client.services().inNamespace(namespace).withName(serviceName).require();
        Map<String, Node> nodes = client.nodes().list().getItems().stream()
                .collect(Collectors.toMap(node -> node.getMetadata().getName(), Function.identity()));
        List<Pod> pods = client.pods()
                .inNamespace(namespace)
                .withLabels(service.getSpec().getSelector())
                .list()
                .getItems();
        List<String> lines = new ArrayList<>();
        for (String type : service.getSpec().getIpFamilies()) {
            List<String> ofType = pods.stream()
                    .flatMap(pod -> line(service, type, pod, nodes).stream())
                    .toList();
            lines.addAll(ofType.isEmpty() ? List.of(nothing(type)) : ofType);
        }
        return lines.stream().sorted().toList();
    }

    /** The endpoints that the slices hold, in the same form; one that stands twice is told twice. */
    static List<String> actual(Collection<EndpointSlice> slices) {
        Map<String, List<String>> byType = new HashMap<>();
        for (EndpointSlice slice : slices) {
            List<String> lines = byType.computeIfAbsent(slice.getAddressType(), type -> new ArrayList<>());
            list(slice.getEndpoints()).forEach(endpoint -> lines.add(line(slice, endpoint)));
        }
        byType.forEach((type, lines) -> {
            if (lines.isEmpty()) {
                lines.add(nothing(type));
            }
        });
        return byType.values().stream().flatMap(List::stream).sorted().toList();
    }

    /** E13: an address type without endpoints is told by a placeholder. */
    private static String nothing(String addressType) {
        return addressType + " has no endpoints";
    }

    private static Optional<String> line(Service service, String type, Pod pod, Map<String, Node> nodes) {
        List<String> addresses = pod.getStatus().getPodIPs().stream()
                .map(PodIP::getIp)
                .filter(ip -> ip.contains(":") == type.equals("IPv6"))
                .toList();
        boolean publishNotReady = Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
        String node = pod.getSpec().getNodeName();
        boolean nodeMissing = node == null || !nodes.containsKey(node);
        if (ENDED.contains(pod.getStatus().getPhase())
                || addresses.isEmpty()
                || (nodeMissing && !publishNotReady)) { // E2, E5, E7
            return Optional.empty();
        }
        boolean serving = pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
        boolean terminating = pod.getMetadata().getDeletionTimestamp() != null;
        boolean ready = publishNotReady || (serving && !terminating); // E3
        boolean named = pod.getSpec().getHostname() != null
                && Objects.equals(
                        pod.getSpec().getSubdomain(), service.getMetadata().getName()); // E8
        return Optional.of(line(
                type,
                ports(service, pod),
                addresses,
                List.of(ready, serving, terminating),
                List.of(
                        String.valueOf(node),
                        zone(node, nodes),
                        named ? pod.getSpec().getHostname() : "null",
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid())));
    }

    private static String line(EndpointSlice slice, Endpoint endpoint) {
        List<String> ports = list(slice.getPorts()).stream()
                .map(port -> port(port.getName(), String.valueOf(port.getPort()), port.getProtocol()))
                .toList();
        EndpointConditions conditions = endpoint.getConditions();
        return line(
                slice.getAddressType(),
                ports,
                endpoint.getAddresses(),
                List.of(conditions.getReady(), conditions.getServing(), conditions.getTerminating()),
                List.of(
                        String.valueOf(endpoint.getNodeName()),
                        String.valueOf(endpoint.getZone()),
                        String.valueOf(endpoint.getHostname()),
                        endpoint.getTargetRef().getName(),
                        endpoint.getTargetRef().getUid()));
    }

    /** The API server writes lists without elements as null. */
    private static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static String line(
            String type, List<String> ports, List<String> addresses, List<Boolean> conditions, List<String> place) {
        return "%s %s ports=%s ready,serving,terminating=%s node,zone,hostname,pod,uid=%s"
                .formatted(type, addresses, ports.stream().sorted().toList(), conditions, place);
    }

    private static String zone(String node, Map<String, Node> nodes) {
        return Optional.ofNullable(nodes.get(node))
                .map(object -> object.getMetadata().getLabels().get("topology.kubernetes.io/zone"))
                .orElse("null");
    }

    private static List<String> ports(Service service, Pod pod) {
        return service.getSpec().getPorts().stream()
                .flatMap(
                        port -> number(port, pod)
                                .map(number -> port(port.getName(), String.valueOf(number), port.getProtocol()))
                                .stream())
                .toList();
    }

    /** E6: by number, or by name in containers, then in sidecars. */
    private static Optional<Integer> number(ServicePort port, Pod pod) {
        String name = port.getTargetPort().getStrVal();
        if (name == null) {
            return Optional.of(port.getTargetPort().getIntVal());
        }
        Stream<Container> sidecars = pod.getSpec().getInitContainers().stream()
                .filter(container -> "Always".equals(container.getRestartPolicy()));
        return Stream.concat(pod.getSpec().getContainers().stream(), sidecars)
                .flatMap(container -> container.getPorts().stream())
                .filter(declared ->
                        name.equals(declared.getName()) && port.getProtocol().equals(declared.getProtocol()))
                .map(ContainerPort::getContainerPort)
                .findFirst();
    }

    /** The API server keeps the name of a single port that has none as null in Services and as empty in slices. */
    private static String port(String name, String number, String protocol) {
        return "%s:%s/%s".formatted(name == null ? "" : name, number, protocol);
    }
}
