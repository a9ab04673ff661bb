package io.endpointslice.kube.protobuf;

import com.google.common.collect.ImmutableList;
import io.endpointslice.kube.MetadataCodec;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.TargetRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Optional;
import java.util.OptionalInt;

/** Endpoints objects ({@code v1}) to the model, and back. */
public final class EndpointsMessage {
    private static final String DEFAULT_PROTOCOL = "TCP";

    private EndpointsMessage() {}

    /**
     * What the object says whose message is that range of the bytes. A port's unset protocol is TCP, as an API server fills it in.
     *
     * @throws IllegalArgumentException if it is no such message
     */
    public static LegacyEndpoints read(byte[] bytes, int offset, int length) {
        ObjectMeta meta = new ObjectMeta();
        ImmutableList.Builder<EndpointSubset> subsets = ImmutableList.builder();
        Fields fields = new Fields(bytes, offset, length);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> meta = ObjectMetaFields.PUBLISHED.read(fields);
                case 2 -> subsets.add(subset(fields));
                default -> fields.skip();
            }
        }
        return new LegacyEndpoints(MetadataCodec.fromApi(meta), subsets.build());
    }

    /**
     * The object as it is sent to create or update it: what an API server can hold of it.
     *
     * @param earlier as it was sent before, perhaps: addresses that are the same objects as then are copied
     */
    public static Body body(LegacyEndpoints endpoints, Optional<Body> earlier) {
        return Body.of(
                "v1",
                "Endpoints",
                endpoints.meta(),
                fields -> fields.messages(2, endpoints.subsets(), EndpointsMessage::write),
                earlier);
    }

    private static EndpointSubset subset(Fields fields) {
        ImmutableList.Builder<EndpointAddress> addresses = ImmutableList.builder();
        ImmutableList.Builder<EndpointAddress> notReadyAddresses = ImmutableList.builder();
        ImmutableList.Builder<EndpointPort> ports = ImmutableList.builder();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> addresses.add(address(fields));
                case 2 -> notReadyAddresses.add(address(fields));
                case 3 -> ports.add(port(fields));
                default -> fields.skip();
            }
        }
        return new EndpointSubset(addresses.build(), notReadyAddresses.build(), ports.build());
    }

    private static void write(EndpointSubset subset, FieldWriter fields) {
        fields.knownMessages(1, subset.addresses(), EndpointsMessage::write);
        fields.knownMessages(2, subset.notReadyAddresses(), EndpointsMessage::write);
        fields.messages(3, subset.ports(), EndpointsMessage::write);
    }

    private static EndpointAddress address(Fields fields) {
        String ip = "";
        Optional<TargetRef> targetRef = Optional.empty();
        String hostname = "";
        Optional<String> nodeName = Optional.empty();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> ip = fields.text();
                case 2 -> targetRef = Optional.of(TargetRefFields.read(fields));
                case 3 -> hostname = fields.text();
                case 4 -> nodeName = Optional.of(fields.sharedText());
                default -> fields.skip();
            }
        }
        return new EndpointAddress(ip, hostname, nodeName, targetRef);
    }

    private static void write(EndpointAddress address, FieldWriter fields) {
        fields.text(1, address.ip());
        fields.message(2, address.targetRef(), TargetRefFields::write);
        fields.text(3, address.hostname());
        fields.text(4, address.asStored().nodeName());
    }

    private static EndpointPort port(Fields fields) {
        String name = "";
        OptionalInt port = OptionalInt.empty();
        String protocol = "";
        Optional<String> appProtocol = Optional.empty();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> name = fields.sharedText();
                case 2 -> port = OptionalInt.of(fields.intNumber());
                case 3 -> protocol = fields.sharedText();
                case 4 -> appProtocol = Optional.of(fields.sharedText());
                default -> fields.skip();
            }
        }
        return new EndpointPort(
                Optional.of(name), Optional.of(protocol.isEmpty() ? DEFAULT_PROTOCOL : protocol), port, appProtocol);
    }

    private static void write(EndpointPort port, FieldWriter fields) {
        fields.text(1, port.name().orElse(""));
        fields.number(2, port.port().orElse(0));
        fields.text(3, port.protocol().orElse(""));
        fields.text(4, port.appProtocol());
    }
}
