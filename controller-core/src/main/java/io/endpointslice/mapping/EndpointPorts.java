package io.endpointslice.mapping;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.ContainerPort;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServicePort;
import io.endpointslice.model.TargetPort;
import java.util.Optional;
import java.util.OptionalInt;

/** Which of a Service's ports a Pod has, and their numbers there (E6). */
public final class EndpointPorts {
    private EndpointPorts() {}

    /** The port list of the group that the Pod's endpoint belongs to; a port that the Pod does not have is left out. */
    public static PortList of(ServiceFacts service, PodFacts pod) {
        ImmutableList.Builder<EndpointPort> ports = ImmutableList.builder();
        for (ServicePort port : service.ports()) {
            OptionalInt number = number(port, pod);
            if (number.isPresent()) {
                ports.add(new EndpointPort(
                        Optional.of(port.name()), Optional.of(port.protocol()), number, port.appProtocol()));
            }
        }
        return new PortList(ports.build());
    }

    private static OptionalInt number(ServicePort port, PodFacts pod) {
        if (port.targetPort() instanceof TargetPort.Numbered numbered) {
            return OptionalInt.of(numbered.port());
        }
        String name = ((TargetPort.Named) port.targetPort()).name();
        return pod.ports().stream()
                .filter(candidate ->
                        candidate.name().equals(name) && candidate.protocol().equals(port.protocol()))
                .mapToInt(ContainerPort::port)
                .findFirst();
    }
}
