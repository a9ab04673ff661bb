package io.endpointslice.kube.protobuf;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;

/** A Pod ({@code v1}): what {@link io.endpointslice.kube.FactsReader} looks at. */
public final class PodMessage {
    /** The condition that is asked when it last changed. */
    private static final String READY = "Ready";

    private PodMessage() {}

    /**
     * The Pod whose message is that range of the bytes.
     *
     * @throws IllegalArgumentException if it is no such message
     */
    public static Pod read(byte[] bytes, int offset, int length) {
        Pod pod = new Pod();
        Fields fields = new Fields(bytes, offset, length);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> pod.setMetadata(ObjectMetaFields.POD.read(fields));
                case 2 -> pod.setSpec(spec(fields));
                case 3 -> pod.setStatus(status(fields));
                default -> fields.skip();
            }
        }
        return pod;
    }

    private static PodSpec spec(Fields fields) {
        PodSpec spec = new PodSpec();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 2 -> spec.getContainers().add(container(fields));
                case 10 -> spec.setNodeName(fields.textOrNull());
                case 16 -> spec.setHostname(fields.textOrNull());
                case 17 -> spec.setSubdomain(fields.textOrNull());
                case 20 -> spec.getInitContainers().add(container(fields));
                default -> fields.skip();
            }
        }
        return spec;
    }

    private static Container container(Fields fields) {
        Container container = new Container();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 6 -> container.getPorts().add(port(fields));
                case 24 -> container.setRestartPolicy(fields.text());
                default -> fields.skip();
            }
        }
        return container;
    }

    private static ContainerPort port(Fields fields) {
        ContainerPort port = new ContainerPort();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> port.setName(fields.textOrNull());
                case 3 -> port.setContainerPort(fields.intNumber());
                case 4 -> port.setProtocol(fields.textOrNull());
                default -> fields.skip();
            }
        }
        return port;
    }

    private static PodStatus status(Fields fields) {
        PodStatus status = new PodStatus();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> status.setPhase(fields.textOrNull());
                case 2 -> status.getConditions().add(condition(fields));
                case 6 -> status.setPodIP(fields.textOrNull());
                case 12 -> status.getPodIPs().add(podIp(fields));
                default -> fields.skip();
            }
        }
        return status;
    }

    private static PodIP podIp(Fields fields) {
        PodIP address = new PodIP();
        address.setIp(fields.wrappedText());
        return address;
    }

    /** To make text of the times of all others would be a twentieth of what a Pod takes. */
    private static PodCondition condition(Fields fields) {
        PodCondition condition = new PodCondition();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> condition.setType(fields.text());
                case 2 -> condition.setStatus(fields.text());
                case 4 -> {
                    if (condition.getType() == null || condition.getType().equals(READY)) {
                        condition.setLastTransitionTime(fields.timeOrNull());
                    } else {
                        fields.skip();
                    }
                }
                default -> fields.skip();
            }
        }
        return condition;
    }
}
