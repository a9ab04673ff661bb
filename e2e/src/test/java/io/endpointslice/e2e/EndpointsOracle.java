package io.endpointslice.e2e;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an Endpoints object must hold, by rules L2 and L3, and the slices that mirror one, by M2 and M3, computed in the
 * plainest way: a line for each address and port. It shares no code with the controller and knows nothing of subsets, and
 * nothing of capacity.
 */
final class EndpointsOracle {
    private static final Set<String> ENDED = Set.of("Failed", "Succeeded");

    private final KubernetesClient client;
    private final String namespace;

    EndpointsOracle(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** What the Service's Endpoints must hold now. */
    Set<String> expected(Service service) {
        String family = service.getSpec().getIpFamilies().get(0);
        Set<String> lines = new TreeSet<>();
        for (Pod pod : client.pods()
                .inNamespace(namespace)
                .withLabels(service.getSpec().getSelector())
                .list()
                .getItems()) {
            boolean counts = pod.getMetadata().getDeletionTimestamp() == null
                    && !ENDED.contains(pod.getStatus().getPhase());
            address(pod, family)
                    .filter(ip -> counts)
                    .ifPresent(ip -> service.getSpec().getPorts().stream()
                            .flatMap(port -> port(port, pod).stream())
                            .forEach(port -> lines.add(line(isReady(service, pod), place(pod, ip), port))));
        }
        return lines;
    }

    /** The same of an object as it is; none has nothing. */
    static Set<String> actual(Optional<Endpoints> endpoints) {
        Set<String> lines = new TreeSet<>();
        endpoints.stream()
                .flatMap(object -> Optional.ofNullable(object.getSubsets()).stream())
                .flatMap(Collection::stream)
                .forEach(subset -> lines.addAll(lines(subset)));
        return lines;
    }

    /** How many addresses it holds, each once for each subset that it is in. */
    static int size(Endpoints endpoints) {
        return endpoints.getSubsets().stream()
                .mapToInt(subset -> subset.getAddresses().size()
                        + subset.getNotReadyAddresses().size())
                .sum();
    }

    /** What slices that mirror the object must hold. */
    static Set<String> mirrored(Endpoints endpoints) {
        return actual(Optional.of(endpoints));
    }

    /** What they do hold. */
    static Set<String> actual(Collection<EndpointSlice> slices) {
        Set<String> lines = new TreeSet<>();
        for (EndpointSlice slice : slices) {
            for (Endpoint endpoint : slice.getEndpoints()) {
                boolean fits = endpoint.getAddresses().get(0).contains(":")
                        == slice.getAddressType().equals("IPv6");
                slice.getPorts()
                        .forEach(port -> lines.add((fits ? "" : slice.getAddressType() + "! ")
                                + line(
                                        endpoint.getConditions().getReady(),
                                        place(endpoint),
                                        "%s:%d/%s".formatted(port.getName(), port.getPort(), port.getProtocol()))));
            }
        }
        return lines;
    }

    private static List<String> lines(EndpointSubset subset) {
        return Stream.of(true, false)
                .flatMap(ready -> (ready ? subset.getAddresses() : subset.getNotReadyAddresses())
                        .stream()
                                .flatMap(address -> subset.getPorts().stream()
                                        .map(port -> line(ready, place(address), port(port)))))
                .toList();
    }

    private static String line(boolean ready, String place, String port) {
        return (ready ? "ready " : "not ready ") + place + " " + port;
    }

    private static String place(Pod pod, String ip) {
        return ip + " node=" + pod.getSpec().getNodeName() + " pod="
                + pod.getMetadata().getName();
    }

    private static String place(EndpointAddress address) {
        String pod =
                address.getTargetRef() == null ? "null" : address.getTargetRef().getName();
        return address.getIp() + " node=" + address.getNodeName() + " pod=" + pod;
    }

    private static String place(Endpoint endpoint) {
        String pod = endpoint.getTargetRef() == null
                ? "null"
                : endpoint.getTargetRef().getName();
        return endpoint.getAddresses().get(0) + " node=" + endpoint.getNodeName() + " pod=" + pod;
    }

    private static String port(EndpointPort port) {
        return "%s:%d/%s".formatted(Objects.requireNonNullElse(port.getName(), ""), port.getPort(), port.getProtocol());
    }

    private static Optional<String> port(ServicePort port, Pod pod) {
        String name = port.getTargetPort().getStrVal();
        Optional<Integer> number = name == null
                ? Optional.of(port.getTargetPort().getIntVal())
                : pod.getSpec().getContainers().stream()
                        .flatMap(container -> container.getPorts().stream())
                        .filter(declared -> name.equals(declared.getName()))
                        .map(ContainerPort::getContainerPort)
                        .findFirst();
        return number.map(target ->
                "%s:%d/%s".formatted(Objects.requireNonNullElse(port.getName(), ""), target, port.getProtocol()));
    }

    private static Optional<String> address(Pod pod, String family) {
        return pod.getStatus().getPodIPs().stream()
                .map(PodIP::getIp)
                .filter(ip -> ip.contains(":") == family.equals("IPv6"))
                .findFirst();
    }

    private static boolean isReady(Service service, Pod pod) {
        return Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses())
                || pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
