package io.endpointslice.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.kube.Unset.map;
import static io.endpointslice.kube.Unset.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.ApiTime;
import io.endpointslice.model.ContainerPort;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServicePort;
import io.endpointslice.model.TargetPort;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts that the rules use from API objects. Fields that an API server would have filled in (protocol,
 * targetPort) are filled in here, so that manifests that never met one are understood alike. A field of a Pod that is read
 * here has to be read by {@link PodReader} too, and one of a Node has to be named in {@link LeanJson}; a field of any of them
 * has to be read by its message in {@code kube.protobuf}.
 */
public final class FactsReader {
    private static final String DEFAULT_PROTOCOL = "TCP";

    private FactsReader() {}

    public static ServiceFacts service(Service service) {
        ObjectMeta meta = service.getMetadata();
        ServiceSpec spec = service.getSpec() == null ? new ServiceSpec() : service.getSpec();
        return new ServiceFacts(
                new ServiceKey(text(meta.getNamespace()), text(meta.getName())),
                text(meta.getUid()),
                map(meta.getLabels()),
                "ExternalName".equals(spec.getType()),
                selector(spec.getSelector()),
                spec.getIpFamilies().stream().flatMap(FactsReader::family).collect(toImmutableList()),
                text(spec.getClusterIP()),
                Boolean.TRUE.equals(spec.getPublishNotReadyAddresses()),
                spec.getPorts().stream().map(FactsReader::servicePort).collect(toImmutableList()),
                instant(meta.getCreationTimestamp()),
                meta.getDeletionTimestamp() != null,
                isTopologyAuto(map(meta.getAnnotations())),
                text(spec.getTrafficDistribution()));
    }

    public static PodFacts pod(Pod pod) {
        ObjectMeta meta = pod.getMetadata();
        PodSpec spec = pod.getSpec() == null ? new PodSpec() : pod.getSpec();
        PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        Optional<PodCondition> ready = ready(status);
        return new PodFacts(
                new PodKey(Shared.text(text(meta.getNamespace())), text(meta.getName())),
                text(meta.getUid()),
                Shared.labels(map(meta.getLabels())),
                "Failed".equals(status.getPhase()) || "Succeeded".equals(status.getPhase()),
                ready.filter(condition -> "True".equals(condition.getStatus())).isPresent(),
                ready.flatMap(condition -> instant(condition.getLastTransitionTime())),
                meta.getDeletionTimestamp() != null,
                ips(status),
                text(spec.getHostname()),
                Shared.text(text(spec.getSubdomain())),
                Shared.text(text(spec.getNodeName())),
                Shared.ports(ports(spec)));
    }

    private static Optional<PodCondition> ready(PodStatus status) {
        for (PodCondition condition : status.getConditions()) {
            if ("Ready".equals(condition.getType())) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    /**
     * What is known of the Node.
     *
     * @throws IllegalArgumentException if its allocatable CPU is no quantity
     */
    public static NodeFacts node(Node node) {
        ImmutableMap<String, String> labels = map(node.getMetadata().getLabels());
        NodeStatus status = node.getStatus() == null ? new NodeStatus() : node.getStatus();
        return new NodeFacts(
                Shared.text(text(node.getMetadata().getName())),
                Shared.text(labels.getOrDefault(KubernetesNames.ZONE_LABEL, "")),
                isReady(status),
                KubernetesNames.CONTROL_PLANE_LABELS.stream().anyMatch(labels::containsKey),
                milliCpu(status.getAllocatable()));
    }

    private static boolean isReady(NodeStatus status) {
        return status.getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .findFirst()
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
    }

    /** Rounded up, so that any CPU is some. */
    private static long milliCpu(@Nullable Map<String, Quantity> allocatable) {
        Quantity cpu = allocatable == null ? null : allocatable.get("cpu");
        if (cpu == null) {
            return 0;
        }
        try {
            return cpu.getNumericalAmount()
                    .movePointRight(3)
                    .setScale(0, RoundingMode.CEILING)
                    .longValueExact();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "status.allocatable.cpu: '" + cpu + "' is no quantity such as 4 or 3920m", e);
        }
    }

    /** An API server never sends an empty selector: it stores none. The client shows an absent one as empty. */
    private static Optional<ImmutableMap<String, String>> selector(@Nullable Map<String, String> selector) {
        return selector == null || selector.isEmpty() ? Optional.empty() : Optional.of(ImmutableMap.copyOf(selector));
    }

    /** Where both annotations stand the older one decides, whatever its value (H2). */
    private static boolean isTopologyAuto(Map<String, String> annotations) {
        String topologyMode = annotations.getOrDefault(
                KubernetesNames.TOPOLOGY_HINTS_ANNOTATION,
                annotations.getOrDefault(KubernetesNames.TOPOLOGY_MODE_ANNOTATION, ""));
        return topologyMode.equals("Auto") || topologyMode.equals("auto");
    }

    private static Stream<AddressType> family(String family) {
        return Stream.of(AddressType.IPV4, AddressType.IPV6)
                .filter(type -> type.apiName().equals(family));
    }

    private static ServicePort servicePort(io.fabric8.kubernetes.api.model.ServicePort port) {
        return new ServicePort(
                text(port.getName()),
                protocol(port.getProtocol()),
                targetPort(port.getTargetPort(), port.getPort()),
                Optional.ofNullable(port.getAppProtocol()));
    }

    private static TargetPort targetPort(@Nullable IntOrString target, @Nullable Integer port) {
        if (target != null && target.getStrVal() != null && !target.getStrVal().isEmpty()) {
            return new TargetPort.Named(target.getStrVal());
        }
        if (target != null && target.getIntVal() != null) {
            return new TargetPort.Numbered(target.getIntVal());
        }
        return new TargetPort.Numbered(port == null ? 0 : port);
    }

    private static ImmutableList<String> ips(PodStatus status) {
        if (status.getPodIPs().isEmpty()) {
            return text(status.getPodIP()).isEmpty() ? ImmutableList.of() : ImmutableList.of(status.getPodIP());
        }
        ImmutableList.Builder<String> ips = ImmutableList.builder();
        for (PodIP ip : status.getPodIPs()) {
            ips.add(text(ip.getIp()));
        }
        return ips.build();
    }

    private static ImmutableList<ContainerPort> ports(PodSpec spec) {
        ImmutableList.Builder<ContainerPort> ports = ImmutableList.builder();
        for (Container container : spec.getContainers()) {
            addPorts(container, ports);
        }
        for (Container container : spec.getInitContainers()) {
            if ("Always".equals(container.getRestartPolicy())) {
                addPorts(container, ports);
            }
        }
        return ports.build();
    }

    private static void addPorts(Container container, ImmutableList.Builder<ContainerPort> ports) {
        for (io.fabric8.kubernetes.api.model.ContainerPort port : container.getPorts()) {
            if (!text(port.getName()).isEmpty() && port.getContainerPort() != null) {
                ports.add(new ContainerPort(
                        Shared.text(port.getName()),
                        Shared.text(protocol(port.getProtocol())),
                        port.getContainerPort()));
            }
        }
    }

    private static String protocol(@Nullable String protocol) {
        return protocol == null || protocol.isEmpty() ? DEFAULT_PROTOCOL : protocol;
    }

    private static Optional<Instant> instant(@Nullable String timestamp) {
        String text = text(timestamp);
        return text.isEmpty() ? Optional.empty() : Optional.of(ApiTime.parse(text));
    }
}
