package io.endpointslice.kube.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the samples of an API server do not show. */
class MessagesTest {
    @DisplayName("a Status says why, and when to try again")
    @Test
    void status() {
        byte[] message = message(status -> {
            status.text(2, "Failure");
            status.text(3, "slow down");
            status.text(4, "TooManyRequests");
            status.message(5, "", (none, details) -> {
                details.text(3, "namespaces");
                details.message(4, "", (also, cause) -> {
                    cause.text(1, "NamespaceTerminating");
                    cause.text(2, "namespace shop is being terminated");
                    cause.text(3, "metadata.namespace");
                });
                details.number(5, 7);
            });
            status.number(6, 429);
        });

        Status status = StatusMessage.read(message, 0, message.length);

        assertThat(status.getStatus()).isEqualTo("Failure");
        assertThat(status.getMessage()).isEqualTo("slow down");
        assertThat(status.getReason()).isEqualTo("TooManyRequests");
        assertThat(status.getCode()).isEqualTo(429);
        assertThat(status.getDetails().getRetryAfterSeconds()).isEqualTo(7);
        assertThat(status.getDetails().getKind()).isEqualTo("namespaces");
        assertThat(status.getDetails().getCauses())
                .containsExactly(new StatusCause(
                        "metadata.namespace", "namespace shop is being terminated", "NamespaceTerminating"));
    }

    @DisplayName("of a bookmark the resourceVersion is read, whatever its kind")
    @Test
    void bookmark() {
        byte[] message = message(object -> {
            object.message(1, "", (none, meta) -> {
                meta.text(1, "");
                meta.text(6, "4711");
            });
            object.message(2, "", (none, spec) -> {});
        });

        MetadataPart part = MetadataPart.read(message, 0, message.length);

        assertThat(part.meta().resourceVersion()).isEqualTo("4711");
        assertThat(part.content()).isEqualTo(message.length - 2);
    }

    @DisplayName("where content stands before the metadata, or there is no metadata, all of it is content")
    @Test
    void contentFirst() {
        BiConsumer<String, FieldWriter> meta = (name, fields) -> fields.text(1, name);
        byte[] contentFirst = message(object -> {
            object.text(4, "IPv4");
            object.message(1, "web", meta);
        });
        byte[] noMetadata = message(object -> object.text(4, "IPv4"));

        assertThat(MetadataPart.read(contentFirst, 0, contentFirst.length)
                        .meta()
                        .name())
                .isEqualTo("web");
        assertThat(MetadataPart.read(contentFirst, 0, contentFirst.length).content())
                .isZero();
        assertThat(MetadataPart.read(noMetadata, 0, noMetadata.length).content())
                .isZero();
    }

    @DisplayName("a point in time without fields is unset; the first second of 1970 is not")
    @Test
    void times() {
        assertThat(deletionTimestamp((none, time) -> {})).isNull();
        assertThat(deletionTimestamp((none, time) -> time.number(2, 0))).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(deletionTimestamp((none, time) -> time.number(1, 1_767_225_600)))
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    private static String deletionTimestamp(BiConsumer<String, FieldWriter> time) {
        byte[] message = message(pod -> pod.message(1, "", (none, meta) -> meta.message(9, "", time)));
        Pod pod = PodMessage.read(message, 0, message.length);
        return pod.getMetadata().getDeletionTimestamp();
    }

    private static byte[] message(Consumer<FieldWriter> fields) {
        FieldWriter writer = new FieldWriter();
        fields.accept(writer);
        return writer.toByteArray();
    }
}
