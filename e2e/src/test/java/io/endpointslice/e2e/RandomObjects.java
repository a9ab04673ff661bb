package io.endpointslice.e2e;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Objects that an API server takes, with each field that anybody reads set and unset. */
final class RandomObjects {
    /** One more than a list has at most. */
    static final int MOST = 4;

    private final Random random;

    RandomObjects(Random random) {
        this.random = random;
    }

    /** Any of these. */
    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    boolean coin() {
        return random.nextBoolean();
    }

    /** The value, or null. */
    <T> @Nullable T maybe(T value) {
        return coin() ? value : null;
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    /** Fewer than {@link #MOST}. */
    <T> List<T> some(IntFunction<T> element) {
        return IntStream.range(0, random.nextInt(MOST)).mapToObj(element).toList();
    }

    ObjectMeta meta(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withGenerateName(maybe("any-"))
                .withLabels(texts("label-", "v"))
                .withAnnotations(
                        texts("annotation-", oneOf("", "plain", "\u00e4\u20ac\ud83d\ude80", "{\"a\":\"\\n\"}")))
                .withFinalizers(some(i -> "example.org/f" + i))
                .build();
    }

    Service service(String name) {
        ServiceBuilder service = new ServiceBuilder().withMetadata(meta(name));
        if (coin()) {
            service.editMetadata()
                    .addToAnnotations("service.kubernetes.io/topology-mode", oneOf("Auto", "Disabled"))
                    .endMetadata();
        }
        if (number(6) == 0) {
            return service.withNewSpec()
                    .withType("ExternalName")
                    .withExternalName("example.org")
                    .endSpec()
                    .build();
        }
        return service.withNewSpec()
                .withType(oneOf("ClusterIP", "NodePort", "LoadBalancer"))
                .withSelector(texts("label-", "v"))
                .withIpFamilyPolicy(oneOf("SingleStack", "PreferDualStack", "RequireDualStack"))
                .withPublishNotReadyAddresses(maybe(coin()))
                .withTrafficDistribution(maybe(oneOf("PreferClose", "PreferSameNode", "PreferSameZone")))
                .withPorts(IntStream.range(0, 1 + number(MOST))
                        .mapToObj(this::servicePort)
                        .toList())
                .endSpec()
                .build();
    }

    private ServicePort servicePort(int i) {
        return new ServicePortBuilder()
                .withName("p" + i)
                .withPort(100 + i)
                .withProtocol(maybe(oneOf("TCP", "UDP", "SCTP")))
                .withTargetPort(maybe(coin() ? new IntOrString(1 + number(65_535)) : new IntOrString("web-" + i)))
                .withAppProtocol(maybe("kubernetes.io/h2c"))
                .build();
    }

    Pod pod(String name) {
        return new PodBuilder()
                .withMetadata(meta(name))
                .withNewSpec()
                .withNodeName(maybe("n" + number(3)))
                .withHostname(maybe("host-" + number(3)))
                .withSubdomain(maybe("sub"))
                .withTerminationGracePeriodSeconds(600L)
                .withContainers(IntStream.range(0, 1 + number(3))
                        .mapToObj(i -> container("c" + i, null))
                        .toList())
                .withInitContainers(some(i -> container("i" + i, maybe("Always"))))
                .endSpec()
                .build();
    }

    private Container container(String name, @Nullable String restartPolicy) {
        return new ContainerBuilder()
                .withName(name)
                .withImage("example.org/a:1")
                .withRestartPolicy(restartPolicy)
                .withPorts(some(i -> containerPort(name + "-" + i, 1000 + i)))
                .addNewEnv()
                .withName("A")
                .withValue("\u00e4")
                .endEnv()
                .build();
    }

    private ContainerPort containerPort(String name, int port) {
        return new ContainerPortBuilder()
                .withName(maybe(name))
                .withContainerPort(port)
                .withProtocol(maybe(oneOf("TCP", "UDP", "SCTP")))
                .build();
    }

    PodStatus podStatus(int i) {
        String v4 = "10.3." + i / 256 + "." + i % 256;
        String v6 = "fd00::" + Integer.toHexString(i + 1);
        List<String> ips = oneOf(List.of(), List.of(v4), List.of(v6), List.of(v4, v6), List.of(v6, v4));
        return new PodStatusBuilder()
                .withPhase(maybe(oneOf("Pending", "Running", "Succeeded", "Failed")))
                .withPodIP(ips.isEmpty() ? null : ips.get(0))
                .withPodIPs(ips.stream().map(PodIP::new).toList())
                .withConditions(ImmutableList.of("PodScheduled", "Ready", "Initialized").stream()
                        .filter(type -> coin())
                        .map(type -> new PodConditionBuilder()
                                .withType(type)
                                .withStatus(oneOf("True", "False", "Unknown"))
                                .withReason(maybe("Because"))
                                .withLastTransitionTime(maybe(time()))
                                .build())
                        .toList())
                .build();
    }

    Node node(String name) {
        return new NodeBuilder()
                .withMetadata(meta(name))
                .editMetadata()
                .withFinalizers(List.of())
                .addToLabels(coin() ? Map.of("topology.kubernetes.io/zone", "z" + number(3)) : Map.of())
                .addToLabels(coin() ? Map.of("node-role.kubernetes.io/control-plane", "") : Map.of())
                .endMetadata()
                .withNewStatus()
                .withAllocatable(
                        coin()
                                ? Map.of("cpu", oneOf(new Quantity("4"), new Quantity("3920m"), new Quantity("0")))
                                : Map.of("memory", new Quantity("2Gi")))
                .withConditions(some(i -> new NodeConditionBuilder()
                        .withType(i == 0 ? "Ready" : "Other" + i)
                        .withStatus(oneOf("True", "False", "Unknown"))
                        .withLastTransitionTime(maybe(time()))
                        .withLastHeartbeatTime(maybe(time()))
                        .build()))
                .endStatus()
                .build();
    }

    private String time() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L)).toString();
    }

    private Map<String, String> texts(String prefix, String value) {
        ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
        some(i -> prefix + i).forEach(key -> texts.put(key, value));
        return texts.buildOrThrow();
    }
}
