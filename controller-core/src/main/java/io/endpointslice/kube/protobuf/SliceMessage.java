package io.endpointslice.kube.protobuf;

import com.google.common.collect.ImmutableList;
import io.endpointslice.kube.MetadataCodec;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Optional;
import java.util.OptionalInt;

/** EndpointSlices ({@code discovery.k8s.io/v1}) to slices, and back. */
public final class SliceMessage {
    private SliceMessage() {}

    /**
     * The slice whose message is that range of the bytes.
     *
     * @throws IllegalArgumentException if it is no such message, or has no addressType, or one that does not exist
     */
    public static Slice read(byte[] bytes, int offset, int length) {
        ObjectMeta meta = new ObjectMeta();
        String addressType = "";
        ImmutableList.Builder<Endpoint> endpoints = ImmutableList.builder();
        ImmutableList.Builder<EndpointPort> ports = ImmutableList.builder();
        Fields fields = new Fields(bytes, offset, length);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> meta = ObjectMetaFields.PUBLISHED.read(fields);
                case 2 -> endpoints.add(EndpointFields.read(fields));
                case 3 -> ports.add(port(fields));
                case 4 -> addressType = fields.text();
                default -> fields.skip();
            }
        }
        return new Slice(
                MetadataCodec.fromApi(meta),
                AddressType.of(addressType),
                new PortList(ports.build()),
                endpoints.build());
    }

    /**
     * The slice as it is sent to create or update it.
     *
     * @param earlier as it was sent before, perhaps: endpoints that are the same objects as then are copied
     */
    public static Body body(Slice slice, Optional<Body> earlier) {
        return Body.of(
                "discovery.k8s.io/v1",
                "EndpointSlice",
                slice.meta(),
                fields -> {
                    fields.knownMessages(2, slice.endpoints(), EndpointFields::write);
                    fields.messages(3, slice.ports().ports(), SliceMessage::write);
                    fields.text(4, slice.addressType().apiName());
                },
                earlier);
    }

    private static EndpointPort port(Fields fields) {
        Optional<String> name = Optional.empty();
        Optional<String> protocol = Optional.empty();
        OptionalInt port = OptionalInt.empty();
        Optional<String> appProtocol = Optional.empty();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> name = Optional.of(fields.sharedText());
                case 2 -> protocol = Optional.of(fields.sharedText());
                case 3 -> port = OptionalInt.of(fields.intNumber());
                case 4 -> appProtocol = Optional.of(fields.sharedText());
                default -> fields.skip();
            }
        }
        return new EndpointPort(name, protocol, port, appProtocol);
    }

    private static void write(EndpointPort port, FieldWriter fields) {
        fields.text(1, port.name());
        fields.text(2, port.protocol());
        fields.number(3, port.port());
        fields.text(4, port.appProtocol());
    }
}
