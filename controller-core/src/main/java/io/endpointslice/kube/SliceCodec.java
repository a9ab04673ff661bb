package io.endpointslice.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.kube.Unset.list;
import static io.endpointslice.kube.Unset.text;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.Hints;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHints;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** EndpointSlices ({@code discovery.k8s.io/v1}) to slices, and back to JSON. */
public final class SliceCodec {
    static final String KIND = "EndpointSlice";

    private SliceCodec() {}

    /**
     * The slice that the API object stands for.
     *
     * @throws IllegalArgumentException if the object has no addressType, or one that does not exist
     */
    public static Slice fromApi(EndpointSlice object) {
        if (object instanceof KnownSlice known) {
            return known.slice();
        }
        return new Slice(
                MetadataCodec.fromApi(object.getMetadata()),
                AddressType.of(text(object.getAddressType())),
                new PortList(list(object.getPorts()).stream()
                        .map(SliceCodec::fromApi)
                        .collect(toImmutableList())),
                list(object.getEndpoints()).stream().map(SliceCodec::fromApi).collect(toImmutableList()));
    }

    /** The slice as it is sent to create or update it. */
    public static String toJson(Slice slice) {
        return body(slice).text();
    }

    /** The same, in the order of an API server, field by field, so that what it stores can be told to be the same by its text. */
    static JsonBody body(Slice slice) {
        return JsonText.of("discovery.k8s.io/v1", KIND, slice.meta(), json -> {
            json.text("addressType", slice.addressType().apiName());
            json.objects("endpoints", slice.endpoints(), SliceCodec::write);
            json.objects("ports", slice.ports().ports(), SliceCodec::write);
        });
    }

    private static EndpointPort fromApi(io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort port) {
        return new EndpointPort(
                Optional.ofNullable(port.getName()),
                Optional.ofNullable(port.getProtocol()),
                port.getPort() == null ? OptionalInt.empty() : OptionalInt.of(port.getPort()),
                Optional.ofNullable(port.getAppProtocol()));
    }

    private static void write(EndpointPort port, JsonText json) {
        json.text("name", port.name());
        json.text("protocol", port.protocol());
        port.port().ifPresent(number -> json.number("port", number));
        json.text("appProtocol", port.appProtocol());
    }

    private static Endpoint fromApi(io.fabric8.kubernetes.api.model.discovery.v1.Endpoint endpoint) {
        return Endpoint.of(
                ImmutableList.copyOf(endpoint.getAddresses()),
                text(endpoint.getHostname()),
                fromApi(endpoint.getConditions()),
                Optional.ofNullable(endpoint.getTargetRef()).map(MetadataCodec::fromApi),
                Shared.text(text(endpoint.getNodeName())),
                Shared.text(text(endpoint.getZone())),
                fromApi(endpoint.getHints()));
    }

    private static void write(Endpoint endpoint, JsonText json) {
        json.texts("addresses", endpoint.addresses());
        json.object("conditions", endpoint.conditions(), SliceCodec::write);
        json.text("hostname", endpoint.hostname());
        endpoint.targetRef().ifPresent(ref -> json.object("targetRef", ref, MetadataCodec::write));
        json.text("nodeName", endpoint.nodeName());
        json.text("zone", endpoint.zone());
        if (!endpoint.hints().equals(Hints.NONE)) {
            json.object("hints", endpoint.hints(), SliceCodec::write);
        }
    }

    private static Conditions fromApi(@Nullable EndpointConditions conditions) {
        if (conditions == null) {
            return new Conditions(Optional.empty(), Optional.empty(), Optional.empty());
        }
        Boolean ready = conditions.getReady();
        Boolean serving = conditions.getServing();
        Boolean terminating = conditions.getTerminating();
        return ready != null && serving != null && terminating != null
                ? Conditions.of(ready, serving, terminating)
                : new Conditions(
                        Optional.ofNullable(ready), Optional.ofNullable(serving), Optional.ofNullable(terminating));
    }

    private static void write(Conditions conditions, JsonText json) {
        conditions.ready().ifPresent(ready -> json.flag("ready", ready));
        conditions.serving().ifPresent(serving -> json.flag("serving", serving));
        conditions.terminating().ifPresent(terminating -> json.flag("terminating", terminating));
    }

    private static Hints fromApi(@Nullable EndpointHints hints) {
        if (hints == null) {
            return Hints.NONE;
        }
        return new Hints(
                hints.getForZones().stream().map(zone -> text(zone.getName())).collect(toImmutableList()),
                hints.getForNodes().stream().map(node -> text(node.getName())).collect(toImmutableList()));
    }

    private static void write(Hints hints, JsonText json) {
        json.objects("forZones", hints.forZones(), SliceCodec::writeName);
        json.objects("forNodes", hints.forNodes(), SliceCodec::writeName);
    }

    private static void writeName(String name, JsonText json) {
        json.text("name", name);
    }
}
