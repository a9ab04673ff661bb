package io.endpointslice.e2e.population;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Pods in all states, on all Nodes, of one or both address families, with ports that differ from Pod to Pod. */
final class RandomPods {
    /** A port of a container; its number differs. */
    static final String WEB = "web";
    /** A UDP port that half of the Pods have. */
    static final String DNS = "dns";
    /** A port of an init container that goes on running (a sidecar). */
    static final String METRICS = "metrics";

    private static final List<String> ENDED = List.of("Failed", "Succeeded");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Integer> WEB_PORTS = List.of(8080, 8080, 8080, 8081, 9000);

    private final Chance chance;
    private final RandomNodes nodes;
    private int lastAddress;

    RandomPods(Chance chance, RandomNodes nodes) {
        this.chance = chance;
        this.nodes = nodes;
    }

    private enum State {
        READY,
        NOT_READY,
        ENDED,
        WITHOUT_ADDRESS
    }

    /** Pods {@code <app>-<first>} and so on, on workers. */
    ImmutableList<Pod> of(String app, int first, int count) {
        return some(app, first, count, pod -> onNode(pod, nodes.worker()));
    }

    /** Pods {@code <app>-0} and so on, on Nodes of which one is in no zone. */
    ImmutableList<Pod> onAnyNode(String app, int count) {
        return some(app, 0, count, pod -> onNode(pod, nodes.any()));
    }

    private ImmutableList<Pod> some(String app, int first, int count, UnaryOperator<Pod> place) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> place.apply(pod(app, i)))
                .collect(ImmutableList.toImmutableList());
    }

    /** A Pod without an address waits for a Node. Of the others some are terminating, if they have not ended. */
    private Pod onNode(Pod pod, String node) {
        if (pod.getStatus().getPodIPs().isEmpty()) {
            return pod;
        }
        boolean ended = ENDED.contains(pod.getStatus().getPhase());
        return new PodBuilder(pod)
                .editMetadata()
                .withDeletionTimestamp(!ended && chance.percent(8) ? START.toString() : null)
                .endMetadata()
                .editSpec()
                .withNodeName(node)
                .endSpec()
                .build();
    }

    private Pod pod(String app, int i) {
        State state = state();
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withName(app + "-" + i)
                .addToLabels(Population.APP, app)
                .addToLabels("track", chance.percent(30) ? "canary" : "stable")
                .endMetadata()
                .withNewSpec()
                .withInitContainers(initContainer(), sidecar())
                .withContainers(container())
                .endSpec()
                .withStatus(status(state));
        if (chance.percent(15)) {
            pod.editSpec().withHostname("host-" + i).withSubdomain(app).endSpec();
        }
        return pod.build();
    }

    private State state() {
        int percent = chance.between(0, 99);
        if (percent < 80) {
            return State.READY;
        }
        return percent < 90 ? State.NOT_READY : percent < 96 ? State.ENDED : State.WITHOUT_ADDRESS;
    }

    private PodStatus status(State state) {
        String phase = switch (state) {
            case ENDED -> chance.oneOf(ENDED);
            case WITHOUT_ADDRESS -> "Pending";
            case READY, NOT_READY -> "Running";
        };
        List<PodIP> ips = state == State.WITHOUT_ADDRESS ? List.of() : ips();
        return new PodStatusBuilder()
                .withPhase(phase)
                .withPodIP(ips.isEmpty() ? null : ips.get(0).getIp())
                .withPodIPs(ips)
                .addNewCondition()
                .withType("Ready")
                .withStatus(state == State.READY ? "True" : "False")
                .withLastTransitionTime(
                        START.plusSeconds(chance.between(0, 100_000)).toString())
                .endCondition()
                .build();
    }

    /** The API server wants at most one of each family, and the first one as podIP. */
    private List<PodIP> ips() {
        int address = chance.percent(3) ? chance.between(1, 5) : 1000 + lastAddress++; // some share their Node's
        PodIP v4 = new PodIP("10.%d.%d.%d".formatted(128 + address / 65536, address / 256 % 256, address % 256));
        PodIP v6 = new PodIP("fd00::%x".formatted(address));
        return chance.oneOf(
                List.of(List.of(v4, v6), List.of(v4, v6), List.of(v4, v6), List.of(v6, v4), List.of(v4), List.of(v6)));
    }

    private Container container() {
        ContainerBuilder container = named("main")
                .addNewPort()
                .withName(WEB)
                .withContainerPort(chance.oneOf(WEB_PORTS))
                .endPort();
        if (chance.percent(50)) {
            container
                    .addNewPort()
                    .withName(DNS)
                    .withProtocol("UDP")
                    .withContainerPort(5353)
                    .endPort();
        }
        return container.build();
    }

    /** Its ports are nobody's: it has ended when the Pod runs. */
    private static Container initContainer() {
        return named("init")
                .addNewPort()
                .withName(METRICS)
                .withContainerPort(1)
                .endPort()
                .build();
    }

    private Container sidecar() {
        return named("sidecar")
                .withRestartPolicy("Always")
                .addNewPort()
                .withName(METRICS)
                .withContainerPort(chance.oneOf(List.of(9100, 9101)))
                .endPort()
                .build();
    }

    private static ContainerBuilder named(String name) {
        return new ContainerBuilder().withName(name).withImage("example.org/" + name + ":1");
    }
}
