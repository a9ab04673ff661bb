package io.endpointslice.kube.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.endpointslice.kube.Shared;
import io.endpointslice.model.ApiTime;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a message field by field. {@link #next} goes to the next field; its value is then taken by the method of its
 * type, or skipped. A message in a field is entered, and left when it has no field more.
 *
 * <p>API servers write texts, numbers and messages that are no pointers in Go even if they are empty. Where JSON leaves what is
 * empty out, it is to be read by {@link #textOrNull} or {@link #intOrNull}.
 *
 * <p>What is no such message is refused with an {@link IllegalArgumentException}.
 */
final class Fields {
    /** Deeper than any message is read. */
    private static final int MOST_LEVELS = 8;

    private final CodedInputStream in;
    private final int offset;
    private final int[] outerLimits = new int[MOST_LEVELS];
    private int level;
    private int tag;

    Fields(byte[] bytes, int offset, int length) {
        this.in = CodedInputStream.newInstance(bytes, offset, length);
        this.offset = offset;
    }

    /** Goes to the next field of the message; if there is none, back to the message that it is in. */
    boolean next() {
        try {
            tag = in.readTag();
        } catch (IOException e) {
            throw broken(e);
        }
        if (tag == 0 && level > 0) {
            in.popLimit(outerLimits[--level]);
        }
        return tag != 0;
    }

    /** The number of the field. */
    int field() {
        return WireFormat.getTagFieldNumber(tag);
    }

    /** Enters the message in the field. */
    void enter() {
        int length = length();
        try {
            outerLimits[level++] = in.pushLimit(length);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** The length of the text, bytes or message in the field, which begin at {@link #position}. */
    int length() {
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        try {
            int length = in.readRawVarint32();
            if (length < 0 || length > in.getBytesUntilLimit()) {
                throw new IllegalArgumentException(describe("it is longer than what it is in"));
            }
            return length;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Where in the bytes it stands. */
    int position() {
        return offset + in.getTotalBytesRead();
    }

    /** Goes on behind that many bytes. */
    void skip(int length) {
        try {
            in.skipRawBytes(length);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Goes on behind the field. */
    void skip() {
        int type = WireFormat.getTagWireType(tag);
        if (type == WireFormat.WIRETYPE_START_GROUP || type == WireFormat.WIRETYPE_END_GROUP) {
            throw new IllegalArgumentException(describe("the API has no groups"));
        }
        try {
            in.skipField(tag);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    String text() {
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        try {
            return in.readString();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** The text, null if it is empty. */
    @Nullable
    String textOrNull() {
        String text = text();
        return text.isEmpty() ? null : text;
    }

    /** The copy of a text that many objects have. */
    String sharedText() {
        return Shared.text(text());
    }

    /** The text of a message in the field that has no other field than its first, which is a text; empty if it is unset. */
    String wrappedText() {
        String text = "";
        enter();
        while (next()) {
            if (field() == 1) {
                text = text();
            } else {
                skip();
            }
        }
        return text;
    }

    long number() {
        require(WireFormat.WIRETYPE_VARINT);
        try {
            return in.readRawVarint64();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** A number of 32 bits; of a longer one, which no API server writes, its lower 32 bits, as Protobuf has it. */
    int intNumber() {
        return (int) number();
    }

    /** The number, null if it is 0. */
    @Nullable
    Integer intOrNull() {
        int number = intNumber();
        return number == 0 ? null : number;
    }

    boolean flag() {
        return number() != 0;
    }

    /** A point in time as JSON has it, in whole seconds; null if it is unset. */
    @Nullable
    String timeOrNull() {
        enter();
        boolean set = false;
        long seconds = 0;
        while (next()) {
            set = true;
            if (field() == 1) {
                seconds = number();
            } else {
                skip();
            }
        }
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw new IllegalArgumentException(describe(seconds + " s are no point in time"));
        }
        return set ? ApiTime.text(seconds) : null;
    }

    /** Takes in the entry of a map in the field. */
    void entry(Map<String, String> map) {
        String key = "";
        String value = "";
        enter();
        while (next()) {
            switch (field()) {
                case 1 -> key = sharedText();
                case 2 -> value = text();
                default -> skip();
            }
        }
        map.put(key, value);
    }

    private void require(int type) {
        if (WireFormat.getTagWireType(tag) != type) {
            throw new IllegalArgumentException(
                    describe("its wire type is " + WireFormat.getTagWireType(tag) + ", not " + type));
        }
    }

    /** Without the cause, whose message is in this one: users are told the root cause's, and it does not say where. */
    private IllegalArgumentException broken(IOException cause) {
        return new IllegalArgumentException(describe(String.valueOf(cause.getMessage())));
    }

    private String describe(String trouble) {
        return "the Protobuf is broken at byte " + position() + ", in field " + field() + ": " + trouble;
    }
}
