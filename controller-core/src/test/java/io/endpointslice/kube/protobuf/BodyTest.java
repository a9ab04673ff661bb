package io.endpointslice.kube.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.Hints;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.BiFunction;
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

            assertThat(written(
                            SliceMessage.body(slice, Optional.empty()),
                            "discovery.k8s.io/v1",
                            "EndpointSlice",
                            SliceMessage::read))
                    .isEqualTo(slice);
        }
    }

    @DisplayName("an Endpoints object is read as it was written, whatever it holds")
    @Test
    void endpoints() {
        for (int i = 0; i < OBJECTS; i++) {
            LegacyEndpoints endpoints = random.endpoints();

            assertThat(written(
                            EndpointsMessage.body(endpoints, Optional.empty()),
                            "v1",
                            "Endpoints",
                            EndpointsMessage::read))
                    .isEqualTo(endpoints);
        }
    }

    @DisplayName("with what is copied of the slice as it was before, the bytes are the same as without")
    @Test
    void copiedEndpoints() {
        Random order = new Random(4);
        List<Endpoint> endpoints = new ArrayList<>();
        Optional<Body> earlier = Optional.empty();
        for (int i = 0; i < OBJECTS; i++) {
            Slice other = random.slice();
            change(endpoints, other.endpoints(), order);
            Slice slice = new Slice(other.meta(), other.addressType(), other.ports(), ImmutableList.copyOf(endpoints));

            Body body = SliceMessage.body(slice, earlier);

            assertThat(body.bytes())
                    .isEqualTo(SliceMessage.body(slice, Optional.empty()).bytes());
            assertThat(body.content())
                    .isEqualTo(SliceMessage.body(slice, Optional.empty()).content());
            earlier = Optional.of(body);
        }
    }

    @DisplayName("with what is copied of the Endpoints object as it was before, the bytes are the same as without")
    @Test
    void copiedAddresses() {
        Random order = new Random(5);
        List<EndpointAddress> addresses = new ArrayList<>();
        Optional<Body> earlier = Optional.empty();
        for (int i = 0; i < OBJECTS; i++) {
            LegacyEndpoints other = random.endpoints();
            for (EndpointSubset subset : other.subsets()) {
                change(addresses, subset.addresses(), order);
            }
            int ready = order.nextInt(addresses.size() + 1);
            EndpointSubset subset = new EndpointSubset(
                    ImmutableList.copyOf(addresses.subList(0, ready)),
                    ImmutableList.copyOf(addresses.subList(ready, addresses.size())),
                    ImmutableList.of());
            LegacyEndpoints endpoints = new LegacyEndpoints(other.meta(), ImmutableList.of(subset));

            Body body = EndpointsMessage.body(endpoints, earlier);

            assertThat(body.bytes())
                    .isEqualTo(
                            EndpointsMessage.body(endpoints, Optional.empty()).bytes());
            earlier = Optional.of(body);
        }
    }

    @DisplayName("only what is new is written: what the slice had before is copied")
    @Test
    void copies() {
        Metadata meta = Metadata.toCreate("shop", "", "web-", ImmutableMap.of(), ImmutableMap.of());
        List<String> written = new ArrayList<>();
        BiFunction<List<String>, Optional<Body>, Body> body = (texts, earlier) -> Body.of(
                "v1",
                "Thing",
                meta,
                fields -> fields.knownMessages(2, texts, (text, message) -> {
                    written.add(text);
                    message.text(1, text);
                }),
                earlier);
        Body before = body.apply(ImmutableList.of("a", "b", "c"), Optional.empty());
        written.clear();

        Body after = body.apply(ImmutableList.of("a", "c", "d"), Optional.of(before));

        assertThat(written).containsExactly("d");
        assertThat(content(after)).isEqualTo("12030a0161" + "12030a0163" + "12030a0164");
    }

    /** Some go, some come, and now and then all change places. */
    private static <T> void change(List<T> values, List<T> more, Random random) {
        values.removeIf(value -> random.nextInt(5) == 0);
        for (T value : more) {
            values.add(random.nextInt(values.size() + 1), value);
        }
        if (random.nextInt(10) == 0) {
            Collections.shuffle(values, random);
        }
    }

    @DisplayName("the content is the same whatever the metadata is, and another one in whatever it differs")
    @Test
    void content() {
        Metadata created = Metadata.toCreate("shop", "", "web-", ImmutableMap.of(), ImmutableMap.of("a", "b"));
        Slice slice = slice(created, "10.0.0.1");
        Body body = SliceMessage.body(slice, Optional.empty());

        assertThat(isContentOf(
                        body,
                        SliceMessage.body(slice(created.storedAs("web-x", "u", "7", 1), "10.0.0.1"), Optional.empty())))
                .isTrue();
        assertThat(isContentOf(body, SliceMessage.body(slice(created, "10.0.0.2"), Optional.empty())))
                .isFalse();
        assertThat(isContentOf(
                        body,
                        SliceMessage.body(
                                new Slice(created, slice.addressType(), PortList.EMPTY, slice.endpoints()),
                                Optional.empty())))
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
        assertThat(content(SliceMessage.body(slice, Optional.empty())))
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
