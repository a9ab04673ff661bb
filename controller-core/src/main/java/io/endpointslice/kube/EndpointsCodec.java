package io.endpointslice.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.kube.Unset.list;
import static io.endpointslice.kube.Unset.text;

import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.LegacyEndpoints;
import io.fabric8.kubernetes.api.model.Endpoints;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Endpoints objects ({@code v1}) to the model, and back to JSON. */
public final class EndpointsCodec {
    static final String KIND = "Endpoints";
    private static final String DEFAULT_PROTOCOL = "TCP";

    private EndpointsCodec() {}

    /**
     * What the API object says. A port's unset name is the empty one, and its unset protocol is TCP, as an API server fills
     * it in.
     */
    public static LegacyEndpoints fromApi(Endpoints object) {
        if (object instanceof KnownEndpoints known) {
            return known.endpoints();
        }
        return new LegacyEndpoints(
                MetadataCodec.fromApi(object.getMetadata()),
                list(object.getSubsets()).stream().map(EndpointsCodec::fromApi).collect(toImmutableList()));
    }

    /** The object as it is sent to create or update it: what an API server can hold of it. */
    public static String toJson(LegacyEndpoints endpoints) {
        return body(endpoints).text();
    }

    /** The same, in the order of an API server, field by field, so that what it stores can be told to be the same by its text. */
    static JsonBody body(LegacyEndpoints endpoints) {
        return JsonText.of(
                "v1",
                KIND,
                endpoints.meta(),
                json -> json.objects("subsets", endpoints.subsets(), EndpointsCodec::write));
    }

    /** Whether it is read back as it was written: an API server knows no empty node name, and each of its ports has a name and a protocol. */
    static boolean isStoredAsItIs(LegacyEndpoints endpoints) {
        return endpoints.subsets().stream()
                .allMatch(subset -> subset.ports().stream()
                                .allMatch(port -> port.name().isPresent()
                                        && port.protocol().isPresent())
                        && Stream.concat(subset.addresses().stream(), subset.notReadyAddresses().stream())
                                .allMatch(address -> !address.nodeName().equals(Optional.of(""))));
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

    private static void write(EndpointSubset subset, JsonText json) {
        json.objects("addresses", subset.addresses(), EndpointsCodec::write);
        json.objects("notReadyAddresses", subset.notReadyAddresses(), EndpointsCodec::write);
        json.objects("ports", subset.ports(), EndpointsCodec::write);
    }

    private static EndpointAddress fromApi(io.fabric8.kubernetes.api.model.EndpointAddress address) {
        return new EndpointAddress(
                text(address.getIp()),
                text(address.getHostname()),
                Optional.ofNullable(address.getNodeName()).map(Shared::text),
                Optional.ofNullable(address.getTargetRef()).map(MetadataCodec::fromApi));
    }

    private static void write(EndpointAddress address, JsonText json) {
        json.text("ip", address.ip());
        json.text("hostname", address.hostname());
        json.text("nodeName", address.asStored().nodeName());
        address.targetRef().ifPresent(ref -> json.object("targetRef", ref, MetadataCodec::write));
    }

    private static EndpointPort fromApi(io.fabric8.kubernetes.api.model.EndpointPort port) {
        String protocol = text(port.getProtocol());
        return new EndpointPort(
                Optional.of(text(port.getName())),
                Optional.of(protocol.isEmpty() ? DEFAULT_PROTOCOL : protocol),
                port.getPort() == null ? OptionalInt.empty() : OptionalInt.of(port.getPort()),
                Optional.ofNullable(port.getAppProtocol()));
    }

    private static void write(EndpointPort port, JsonText json) {
        json.text("name", port.name().orElse(""));
        port.port().ifPresent(number -> json.number("port", number));
        json.text("protocol", port.protocol());
        json.text("appProtocol", port.appProtocol());
    }
}
