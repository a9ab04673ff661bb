package io.endpointslice.kube.protobuf;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a message field by field. It is the caller's to do so as API servers do: in the order of the numbers, with each text,
 * number and message that is no pointer in Go, even if it is empty. Each message is made aside, since its length comes first.
 */
final class FieldWriter {
    private static final int INITIAL_BYTES = 1024;

    private final Bytes bytes = new Bytes();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, INITIAL_BYTES);
    private @Nullable FieldWriter inner;

    FieldWriter() {
        this(new byte[0]);
    }

    /** Writes behind these bytes. */
    FieldWriter(byte[] before) {
        bytes.writeBytes(before);
    }

    /** What was flushed, to be read without a copy of it. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(INITIAL_BYTES);
        }

        byte[] array() {
            return buf;
        }
    }

    /** A text, there even if it is empty. */
    void text(int field, String value) {
        try {
            out.writeString(field, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text that may be unset. */
    void text(int field, Optional<String> value) {
        if (value.isPresent()) {
            text(field, value.get());
        }
    }

    /** A text that is unset if it is empty. */
    void textUnlessEmpty(int field, String value) {
        if (!value.isEmpty()) {
            text(field, value);
        }
    }

    /** A list of texts. */
    void texts(int field, List<String> values) {
        for (String value : values) {
            text(field, value);
        }
    }

    /** A map of texts, in its order. */
    void texts(int field, ImmutableMap<String, String> values) {
        messages(field, values.entrySet(), (entry, message) -> {
            message.text(1, entry.getKey());
            message.text(2, entry.getValue());
        });
    }

    void number(int field, int value) {
        try {
            out.writeInt32(field, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void flag(int field, boolean value) {
        try {
            out.writeBool(field, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number that may be unset. */
    void number(int field, OptionalInt value) {
        if (value.isPresent()) {
            number(field, value.getAsInt());
        }
    }

    /** A flag that may be unset. */
    void flag(int field, Optional<Boolean> value) {
        if (value.isPresent()) {
            flag(field, value.get().booleanValue());
        }
    }

    /** A list of messages. */
    <T> void messages(int field, Collection<T> values, BiConsumer<T, FieldWriter> fields) {
        for (T value : values) {
            message(field, value, fields);
        }
    }

    /** A message, there even if it has no fields. */
    <T> void message(int field, T value, BiConsumer<T, FieldWriter> fields) {
        FieldWriter message = inner == null ? new FieldWriter() : inner;
        inner = message;
        message.bytes.reset();
        fields.accept(value, message);
        try {
            int length = message.size();
            out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(length);
            out.write(message.bytes.array(), 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message that may be unset. */
    <T> void message(int field, Optional<T> value, BiConsumer<T, FieldWriter> fields) {
        if (value.isPresent()) {
            message(field, value.get(), fields);
        }
    }

    /** A message, or other bytes, that is made already. */
    void bytes(int field, byte[] value) {
        try {
            out.writeByteArray(field, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes were written so far. */
    int size() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }

    /** What was written so far. */
    byte[] toByteArray() {
        // first, since it may make the array a longer one
        int size = size();
        return Arrays.copyOf(bytes.array(), size);
    }
}
