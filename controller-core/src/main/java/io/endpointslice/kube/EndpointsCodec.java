package io.endpointslice.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.kube.Unset.list;
import static io.endpointslice.kube.Unset.text;
import static io.endpointslice.kube.Unset.unset;

import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.LegacyEndpoints;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.EndpointSubsetBuilder;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import java.util.Optional;
import java.util.OptionalInt;

/** Endpoints objects ({@code v1}) to the model and back. */
public final class EndpointsCodec {
    private static final String DEFAULT_PROTOCOL = "TCP";

    private EndpointsCodec() {}

    /**
     * What the API object says. A port's unset name is the empty one, and its unset protocol is TCP, as an API server fills
     * it in.
     */
    public static LegacyEndpoints fromApi(Endpoints object) {
        return new LegacyEndpoints(
                MetadataCodec.fromApi(object.getMetadata()),
                list(object.getSubsets()).stream().map(EndpointsCodec::fromApi).collect(toImmutableList()));
    }

    /** The API object that is sent to create or update it: what an API server can hold of it. */
    public static Endpoints toApi(LegacyEndpoints endpoints) {
        return new EndpointsBuilder()
                .withMetadata(MetadataCodec.toApi(endpoints.meta()))
                .withSubsets(
                        endpoints.subsets().stream().map(EndpointsCodec::toApi).collect(toImmutableList()))
                .build();
    }

    private static EndpointSubset fromApi(io.fabric8.kubernetes.api.model.EndpointSubset subset) {
        return new EndpointSubset(
                list(subset.getAddresses()).stream()
                        .map(EndpointsCodec::fromApi)
                        .collect(toImmutableList()),
                list(subset.getNotReadyAddresses()).stream()
                        .map(EndpointsCodec::fromApi)
                        .collect(toImmutableList()),
                list(subset.getPorts()).stream().map(EndpointsCodec::fromApi).collect(toImmutableList()));
    }

    private static io.fabric8.kubernetes.api.model.EndpointSubset toApi(EndpointSubset subset) {
        return new EndpointSubsetBuilder()
                .withAddresses(
                        subset.addresses().stream().map(EndpointsCodec::toApi).collect(toImmutableList()))
                .withNotReadyAddresses(subset.notReadyAddresses().stream()
                        .map(EndpointsCodec::toApi)
                        .collect(toImmutableList()))
                .withPorts(subset.ports().stream().map(EndpointsCodec::toApi).collect(toImmutableList()))
                .build();
    }

    private static EndpointAddress fromApi(io.fabric8.kubernetes.api.model.EndpointAddress address) {
        return new EndpointAddress(
                text(address.getIp()),
                text(address.getHostname()),
                Optional.ofNullable(address.getNodeName()),
                Optional.ofNullable(address.getTargetRef()).map(MetadataCodec::fromApi));
    }

    private static io.fabric8.kubernetes.api.model.EndpointAddress toApi(EndpointAddress address) {
        return new EndpointAddressBuilder()
                .withIp(address.ip())
                .withHostname(unset(address.hostname()))
                .withNodeName(address.asStored().nodeName().orElse(null))
                .withTargetRef(address.targetRef().map(MetadataCodec::toApi).orElse(null))
                .build();
    }

    private static EndpointPort fromApi(io.fabric8.kubernetes.api.model.EndpointPort port) {
        String protocol = text(port.getProtocol());
        return new EndpointPort(
                Optional.of(text(port.getName())),
                Optional.of(protocol.isEmpty() ? DEFAULT_PROTOCOL : protocol),
                port.getPort() == null ? OptionalInt.empty() : OptionalInt.of(port.getPort()),
                Optional.ofNullable(port.getAppProtocol()));
    }

    private static io.fabric8.kubernetes.api.model.EndpointPort toApi(EndpointPort port) {
        return new EndpointPortBuilder()
                .withName(unset(port.name().orElse("")))
                .withProtocol(port.protocol().orElse(null))
                .withPort(port.port().isPresent() ? port.port().getAsInt() : null)
                .withAppProtocol(port.appProtocol().orElse(null))
                .build();
    }
}
