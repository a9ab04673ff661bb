package io.endpointslice.kube.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.Hints;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetRef;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final int OBJECTS = 500;

    private final RandomWrites random = new RandomWrites(new Random(3));

    @DisplayName("a slice is read as it was written, whatever it holds")
    @Test
    void slices() {
        for (int i = 0; i < OBJECTS; i++) {
            Slice slice = random.slice();

            assertThat(written(SliceMessage.body(slice), "discovery.k8s.io/v1", "EndpointSlice", SliceMessage::read))
                    .isEqualTo(slice);
        }
    }

    @DisplayName("an Endpoints object is read as it was written, whatever it holds")
    @Test
    void endpoints() {
        for (int i = 0; i < OBJECTS; i++) {
            LegacyEndpoints endpoints = random.endpoints();

            assertThat(written(EndpointsMessage.body(endpoints), "v1", "Endpoints", EndpointsMessage::read))
                    .isEqualTo(endpoints);
        }
    }

    @DisplayName("the content is the same whatever the metadata is, and another one in whatever it differs")
    @Test
    void content() {
        Metadata created = Metadata.toCreate("shop", "", "web-", ImmutableMap.of(), ImmutableMap.of("a", "b"));
        Slice slice = slice(created, "10.0.0.1");
        Body body = SliceMessage.body(slice);

        assertThat(isContentOf(body, SliceMessage.body(slice(created.storedAs("web-x", "u", "7", 1), "10.0.0.1"))))
                .isTrue();
        assertThat(isContentOf(body, SliceMessage.body(slice(created, "10.0.0.2"))))
                .isFalse();
        assertThat(isContentOf(
                        body,
                        SliceMessage.body(new Slice(created, slice.addressType(), PortList.EMPTY, slice.endpoints()))))
                .isFalse();
    }

    @DisplayName("what is no pointer in Go is written even if it is empty; unset pointers and empty lists are not")
    @Test
    void emptyFields() {
        Metadata none = Metadata.toCreate("", "", "", ImmutableMap.of(), ImmutableMap.of());
        Endpoint endpoint = Endpoint.of(
                ImmutableList.of("a"),
                "",
                new Conditions(Optional.empty(), Optional.of(false), Optional.empty()),
                Optional.of(TargetRef.pod("", "p", "")),
                "",
                "",
                Hints.NONE);
        EndpointPort port = new EndpointPort(Optional.of(""), Optional.empty(), OptionalInt.of(80), Optional.empty());
        Slice slice =
                new Slice(none, AddressType.IPV4, new PortList(ImmutableList.of(port)), ImmutableList.of(endpoint));

        String reference = "0a03506f64" + "1200" + "1a0170" + "2200" + "2a00" + "3200" + "3a00";
        assertThat(content(SliceMessage.body(slice)))
                .isEqualTo("121b" + "0a0161" + "12021000" + "2212" + reference
                        + ("1a04" + "0a00" + "1850")
                        + "220449507634");
    }

    private static <T> T written(Body body, String apiVersion, String kind, ObjectReader<T> reader) {
        Envelope envelope = Envelope.read(body.bytes());
        assertThat(envelope.apiVersion()).isEqualTo(apiVersion);
        assertThat(envelope.kind()).isEqualTo(kind);
        assertThat(envelope.offset() + envelope.length()).isEqualTo(body.length());
        MetadataPart meta = MetadataPart.read(body.bytes(), envelope.offset(), envelope.length());
        assertThat(meta.content()).isEqualTo(body.content());
        return reader.read(body.bytes(), envelope.offset(), envelope.length());
    }

    private static boolean isContentOf(Body body, Body other) {
        return body.hasContentOf(other.bytes(), other.content(), other.length());
    }

    private static String content(Body body) {
        return BaseEncoding.base16()
                .lowerCase()
                .encode(Arrays.copyOfRange(body.bytes(), body.content(), body.length()));
    }

    private static Slice slice(Metadata meta, String address) {
        Function<String, Endpoint> endpoint = text -> Endpoint.of(
                ImmutableList.of(text), "", Conditions.of(true, true, false), Optional.empty(), "n1", "a", Hints.NONE);
        EndpointPort port =
                new EndpointPort(Optional.of("http"), Optional.of("TCP"), OptionalInt.of(80), Optional.empty());
        return new Slice(
                meta,
                AddressType.IPV4,
                new PortList(ImmutableList.of(port)),
                ImmutableList.of(endpoint.apply(address)));
    }
}
