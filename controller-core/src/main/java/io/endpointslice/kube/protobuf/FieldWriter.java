package io.endpointslice.kube.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.WireFormat;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * Writes a message field by field. It is the caller's to do so as API servers do: in the order of the numbers, with each text,
 * number and message that is no pointer in Go, even if it is empty.
 *
 * <p>Protobuf's own writer is not used, since it has to be told the length of a message before its fields. Here the fields are
 * written, and moved if their length takes more than the one byte that is left for it.
 */
final class FieldWriter {
    private static final int INITIAL_BYTES = 1024;
    /** Of a number of 64 bits, seven in each byte. */
    private static final int MOST_VARINT_BYTES = 10;
    /** Of a character, as UTF-8. */
    private static final int MOST_CHARACTER_BYTES = 3;

    private final WrittenObjects written = new WrittenObjects();
    private final EarlierObjects earlier;
    private byte[] bytes;
    private int size;

    FieldWriter() {
        this(new EarlierObjects(new byte[0], new WrittenObjects()), INITIAL_BYTES);
    }

    /** Copies what is known of objects from there. */
    FieldWriter(Body earlier) {
        this(earlier.objects(), earlier.length() + INITIAL_BYTES);
    }

    private FieldWriter(EarlierObjects earlier, int bytes) {
        this.earlier = earlier;
        this.bytes = new byte[bytes];
    }

    /** A text, there even if it is empty. */
    void text(int field, String value) {
        tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = value.length();
        reserve(MOST_VARINT_BYTES + length * MOST_CHARACTER_BYTES);
        if (!isWrittenAsAscii(value, size + varintBytes(length))) {
            byte[] utf8 = value.getBytes(UTF_8);
            varint(utf8.length);
            raw(utf8);
            return;
        }
        varint(length);
        size += length;
    }

    /** Most texts are ASCII, and so as long as they have characters. */
    private boolean isWrittenAsAscii(String value, int begin) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character > Byte.MAX_VALUE) {
                return false;
            }
            bytes[begin + i] = (byte) character;
        }
        return true;
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

    /** A number; a negative one is as long as one of 64 bits. */
    void number(int field, int value) {
        tag(field, WireFormat.WIRETYPE_VARINT);
        varint(value);
    }

    void flag(int field, boolean value) {
        number(field, value ? 1 : 0);
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

    /** A list of messages that is long and mostly as it was before: those of the same objects are copied. */
    <T> void knownMessages(int field, Collection<T> values, BiConsumer<T, FieldWriter> fields) {
        for (T value : values) {
            tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            int begin = size;
            int known = earlier.find(value);
            if (known < 0) {
                fieldsAndLength(value, fields);
            } else {
                reserve(earlier.length(known));
                earlier.copy(known, bytes, begin);
                size += earlier.length(known);
            }
            written.add(value, begin, size);
        }
    }

    /** A message, there even if it has no fields. */
    <T> void message(int field, T value, BiConsumer<T, FieldWriter> fields) {
        tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        fieldsAndLength(value, fields);
    }

    private <T> void fieldsAndLength(T value, BiConsumer<T, FieldWriter> fields) {
        int begin = begin();
        fields.accept(value, this);
        end(begin);
    }

    /** Begins a message, whose fields are written next; returns what {@link #end} has to be told. */
    int begin(int field) {
        tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return begin();
    }

    private int begin() {
        reserve(1);
        return ++size;
    }

    /** Ends the message that was begun last of those that were not ended. */
    void end(int begin) {
        int length = size - begin;
        int more = varintBytes(length) - 1;
        if (more > 0) {
            reserve(more);
            System.arraycopy(bytes, begin, bytes, begin + more, length);
            written.move(begin, more);
        }
        size = begin - 1;
        varint(length);
        size += length;
    }

    /** A message that may be unset. */
    <T> void message(int field, Optional<T> value, BiConsumer<T, FieldWriter> fields) {
        if (value.isPresent()) {
            message(field, value.get(), fields);
        }
    }

    /** Fields that are written already. */
    void raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        reserve(MOST_VARINT_BYTES);
        long rest = value;
        while ((rest & ~0x7f) != 0) {
            bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private static int varintBytes(int value) {
        int count = 1;
        for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
            count++;
        }
        return count;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    /** How many bytes were written so far. */
    int size() {
        return size;
    }

    /** What was written so far. */
    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** The objects of {@link #knownMessages} that were written so far, as they stand in {@link #toByteArray}. */
    WrittenObjects written() {
        return written;
    }
}
