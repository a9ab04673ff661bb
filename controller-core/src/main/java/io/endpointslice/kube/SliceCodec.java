package io.endpointslice.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.kube.Unset.list;
import static io.endpointslice.kube.Unset.text;
import static io.endpointslice.kube.Unset.unset;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.Hints;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHints;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHintsBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.ForNode;
import io.fabric8.kubernetes.api.model.discovery.v1.ForZone;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** EndpointSlices ({@code discovery.k8s.io/v1}) to slices and back. */
public final class SliceCodec {
    private SliceCodec() {}

    /**
     * The slice that the API object stands for.
     *
     * @throws IllegalArgumentException if the object has no addressType, or one that does not exist
     */
    public static Slice fromApi(EndpointSlice object) {
        return new Slice(
                MetadataCodec.fromApi(object.getMetadata()),
                AddressType.of(text(object.getAddressType())),
                new PortList(list(object.getPorts()).stream()
                        .map(SliceCodec::fromApi)
                        .collect(toImmutableList())),
                list(object.getEndpoints()).stream().map(SliceCodec::fromApi).collect(toImmutableList()));
    }

    /** The API object that is sent to create or update the slice. */
    public static EndpointSlice toApi(Slice slice) {
        return new EndpointSliceBuilder()
                .withMetadata(MetadataCodec.toApi(slice.meta()))
                .withAddressType(slice.addressType().apiName())
                .withPorts(slice.ports().ports().stream().map(SliceCodec::toApi).collect(toImmutableList()))
                .withEndpoints(slice.endpoints().stream().map(SliceCodec::toApi).collect(toImmutableList()))
                .build();
    }

    private static EndpointPort fromApi(io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort port) {
        return new EndpointPort(
                Optional.ofNullable(port.getName()),
                Optional.ofNullable(port.getProtocol()),
                port.getPort() == null ? OptionalInt.empty() : OptionalInt.of(port.getPort()),
                Optional.ofNullable(port.getAppProtocol()));
    }

    private static io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort toApi(EndpointPort port) {
        return new EndpointPortBuilder()
                .withName(port.name().orElse(null))
                .withProtocol(port.protocol().orElse(null))
                .withPort(port.port().isPresent() ? port.port().getAsInt() : null)
                .withAppProtocol(port.appProtocol().orElse(null))
                .build();
    }

    private static Endpoint fromApi(io.fabric8.kubernetes.api.model.discovery.v1.Endpoint endpoint) {
        return Endpoint.of(
                ImmutableList.copyOf(endpoint.getAddresses()),
                text(endpoint.getHostname()),
                fromApi(endpoint.getConditions()),
                Optional.ofNullable(endpoint.getTargetRef()).map(MetadataCodec::fromApi),
                text(endpoint.getNodeName()),
                text(endpoint.getZone()),
                fromApi(endpoint.getHints()));
    }

    private static io.fabric8.kubernetes.api.model.discovery.v1.Endpoint toApi(Endpoint endpoint) {
        return new EndpointBuilder()
                .withAddresses(endpoint.addresses())
                .withHostname(unset(endpoint.hostname()))
                .withConditions(toApi(endpoint.conditions()))
                .withTargetRef(endpoint.targetRef().map(MetadataCodec::toApi).orElse(null))
                .withNodeName(unset(endpoint.nodeName()))
                .withZone(unset(endpoint.zone()))
                .withHints(toApi(endpoint.hints()))
                .build();
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

    private static EndpointConditions toApi(Conditions conditions) {
        return new EndpointConditions(
                conditions.ready().orElse(null),
                conditions.serving().orElse(null),
                conditions.terminating().orElse(null));
    }

    private static Hints fromApi(@Nullable EndpointHints hints) {
        if (hints == null) {
            return Hints.NONE;
        }
        return new Hints(
                hints.getForZones().stream().map(zone -> text(zone.getName())).collect(toImmutableList()),
                hints.getForNodes().stream().map(node -> text(node.getName())).collect(toImmutableList()));
    }

    private static @Nullable EndpointHints toApi(Hints hints) {
        if (hints.equals(Hints.NONE)) {
            return null;
        }
        List<ForZone> zones = hints.forZones().stream().map(ForZone::new).collect(toImmutableList());
        List<ForNode> nodes = hints.forNodes().stream().map(ForNode::new).collect(toImmutableList());
        return new EndpointHintsBuilder()
                .withForZones(zones)
                .withForNodes(nodes)
                .build();
    }
}
