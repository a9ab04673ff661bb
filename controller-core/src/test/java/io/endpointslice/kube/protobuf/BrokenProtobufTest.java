package io.endpointslice.kube.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is broken is refused with one line, and in no other way. */
class BrokenProtobufTest {
    private static final int TRIES = 2_000;
    private static final ImmutableMap<String, ObjectReader<?>> SAMPLES = ImmutableMap.of(
            "pods", lists(PodMessage::read),
            "nodes", lists(NodeMessage::read),
            "services", lists(ServiceMessage::read),
            "slices", lists(SliceMessage::read),
            "endpoints", lists(EndpointsMessage::read),
            "slice", SliceMessage::read,
            "metadata", MetadataPart::read,
            "not-found", StatusMessage::read);

    @DisplayName("an object that ends too early")
    @Test
    void truncated() {
        SAMPLES.forEach((name, reader) -> {
            byte[] whole = Sample.bytes(name);
            Envelope envelope = Envelope.read(whole);
            for (int length = 0; length < envelope.offset() + envelope.length(); length++) {
                byte[] part = Arrays.copyOf(whole, length);
                assertRefused(name + " of " + length, catchThrowable(() -> read(part, reader)));
            }
        });
    }

    @DisplayName("a message of a watch that ends too early")
    @Test
    void truncatedWatch() {
        byte[] whole = Sample.bytes("watch");
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertRefused("watch of " + length, catchThrowable(() -> WatchMessage.read(part)));
        }
    }

    @DisplayName("bytes that are others: they are refused, or mean something else, but do no harm")
    @Test
    void changed() {
        Random random = new Random(5);
        for (Map.Entry<String, ObjectReader<?>> sample : SAMPLES.entrySet()) {
            for (int i = 0; i < TRIES; i++) {
                byte[] bytes = Sample.bytes(sample.getKey());
                for (int j = 0; j <= random.nextInt(3); j++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                Throwable thrown = catchThrowable(() -> read(bytes, sample.getValue()));
                if (thrown != null) {
                    assertRefused(sample.getKey(), thrown);
                }
            }
        }
    }

    @DisplayName("bytes at random")
    @Test
    void garbage() {
        Random random = new Random(6);
        for (ObjectReader<?> reader : SAMPLES.values()) {
            for (int i = 0; i < TRIES; i++) {
                byte[] bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                Throwable thrown = catchThrowable(() -> reader.read(bytes, 0, bytes.length));
                if (thrown != null) {
                    assertRefused("garbage", thrown);
                }
            }
        }
    }

    @DisplayName("what is no object at all")
    @Test
    void noObject() {
        byte[] json = "{\"kind\":\"Pod\"}".getBytes(UTF_8);

        assertThat(Envelope.is(json)).isFalse();
        assertThat(Envelope.is(new byte[0])).isFalse();
        assertThatThrownBy(() -> Envelope.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this is no object in Kubernetes' Protobuf: it does not begin with k8s and a zero byte");
        assertThatThrownBy(() -> Envelope.read(bytes("6b387300" + "0a00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the Protobuf is broken: there is no object in its envelope");
    }

    @DisplayName("a field of another wire type, a field that is longer than its message, and a group")
    @Test
    void fields() {
        assertBroken("0801", "at byte 1, in field 1: its wire type is 0, not 2");
        assertBroken("0a05" + "1200", "at byte 2, in field 1: it is longer than what it is in");
        assertBroken("13ff", "at byte 1, in field 2: the API has no groups");
        assertBroken("0a", "in field 1");
        assertBroken("00", "in field 0");
    }

    @DisplayName("fields that are not known are skipped, whatever their type")
    @Test
    void unknownFields() {
        byte[] unknown = bytes("d806" + "ac02" + "da06" + "0161" + "dd06" + "00000000" + "d906" + "0000000000000000");
        byte[] status = bytes("120141" + "3094" + "03");

        assertThat(StatusMessage.read(Bytes.concat(unknown, status, unknown), 0, status.length + 2 * unknown.length))
                .isEqualTo(StatusMessage.read(status, 0, status.length));
        assertThat(StatusMessage.read(status, 0, status.length).getCode()).isEqualTo(404);
    }

    private static void assertBroken(String hex, String message) {
        byte[] bytes = bytes(hex);
        assertThatThrownBy(() -> MetadataPart.read(bytes, 0, bytes.length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the Protobuf is broken at byte ")
                .hasMessageContaining(message);
    }

    private static void assertRefused(String what, Throwable thrown) {
        assertThat(thrown).as(what).isInstanceOf(IllegalArgumentException.class);
        assertThat(thrown.getMessage()).as(what).isNotEmpty().doesNotContain("\n");
    }

    private static Object read(byte[] bytes, ObjectReader<?> reader) {
        Envelope envelope = Envelope.read(bytes);
        return reader.read(bytes, envelope.offset(), envelope.length());
    }

    private static ObjectReader<?> lists(ObjectReader<?> item) {
        return (bytes, offset, length) -> ListMessage.read(bytes, offset, length, item);
    }

    private static byte[] bytes(String hex) {
        return BaseEncoding.base16().lowerCase().decode(hex);
    }
}
