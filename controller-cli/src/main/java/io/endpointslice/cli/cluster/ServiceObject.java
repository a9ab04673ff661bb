package io.endpointslice.cli.cluster;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.model.ServiceFacts;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Service that exists.
 *
 * @param facts what the rules see of it
 * @param ports {@code spec.ports} in their order, as consumers name them
 * @param externalName the DNS name that a Service of type ExternalName stands for; empty for others
 * @param nodeLocal {@code spec.internalTrafficPolicy} is Local: a consumer uses endpoints on its own Node only
 */
public record ServiceObject(
        ServiceFacts facts, ImmutableList<FrontPort> ports, String externalName, boolean nodeLocal) {
    /**
     * A port by which a Service is reached.
     *
     * @param name empty if it has none, which only a single port may
     * @param number {@code port}, not the targetPort
     * @param protocol TCP, UDP or SCTP
     */
    public record FrontPort(String name, int number, String protocol) {
        /** For people: {@code http 80/TCP}, or {@code 80/TCP}. */
        @Override
        public String toString() {
            return (name.isEmpty() ? "" : name + " ") + number + "/" + protocol;
        }
    }

    /** The Service of an API object. */
    public static ServiceObject of(Service object) {
        ServiceSpec spec = object.getSpec() == null ? new ServiceSpec() : object.getSpec();
        ServiceFacts facts = FactsReader.service(object);
        return new ServiceObject(
                facts,
                spec.getPorts().stream().map(ServiceObject::port).collect(toImmutableList()),
                facts.externalName() ? text(spec.getExternalName()).orElse("") : "",
                "Local".equals(spec.getInternalTrafficPolicy()));
    }

    /** The same Service with other facts. */
    public ServiceObject with(ServiceFacts newFacts) {
        return new ServiceObject(newFacts, ports, externalName, nodeLocal);
    }

    private static FrontPort port(io.fabric8.kubernetes.api.model.ServicePort port) {
        return new FrontPort(
                text(port.getName()).orElse(""),
                port.getPort() == null ? 0 : port.getPort(),
                text(port.getProtocol()).orElse("TCP"));
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }
}
