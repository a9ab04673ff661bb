package io.endpointslice.kube.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * What every object of the API comes in: four bytes by which it is known, then a {@code runtime.Unknown} with the type and the message.
 *
 * @param apiVersion such as {@code v1} or {@code discovery.k8s.io/v1}
 * @param kind such as {@code Pod}
 * @param offset where in the bytes the message begins
 * @param length of the message, in bytes
 */
public record Envelope(String apiVersion, String kind, int offset, int length) {
    private static final byte[] MAGIC = "k8s\0".getBytes(UTF_8);

    /** Whether the bytes begin as an object in Protobuf. */
    public static boolean is(byte[] bytes) {
        return is(bytes, 0, bytes.length);
    }

    /** Whether that range of the bytes begins as an object in Protobuf. */
    public static boolean is(byte[] bytes, int offset, int length) {
        return length >= MAGIC.length && Arrays.equals(bytes, offset, offset + MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * The envelope of an object.
     *
     * @throws IllegalArgumentException if the bytes are no object, or not a whole one
     */
    public static Envelope read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /**
     * The envelope of an object in that range of the bytes.
     *
     * @throws IllegalArgumentException if the range holds no object, or not a whole one
     */
    public static Envelope read(byte[] bytes, int offset, int length) {
        if (!is(bytes, offset, length)) {
            throw new IllegalArgumentException(
                    "this is no object in Kubernetes' Protobuf: it does not begin with k8s and a zero byte");
        }
        String[] type = {"", ""};
        int rawOffset = -1;
        int rawLength = 0;
        Fields fields = new Fields(bytes, offset + MAGIC.length, length - MAGIC.length);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> type = type(fields);
                case 2 -> {
                    rawLength = fields.length();
                    rawOffset = fields.position();
                    fields.skip(rawLength);
                }
                default -> fields.skip();
            }
        }
        if (rawOffset < 0) {
            throw new IllegalArgumentException("the Protobuf is broken: there is no object in its envelope");
        }
        return new Envelope(type[0], type[1], rawOffset, rawLength);
    }

    /** Writes what stands before an object of that type; the object follows as field 2. */
    static void writeType(String apiVersion, String kind, FieldWriter fields) {
        fields.raw(MAGIC);
        int type = fields.begin(1);
        fields.text(1, apiVersion);
        fields.text(2, kind);
        fields.end(type);
    }

    private static String[] type(Fields fields) {
        String[] type = {"", ""};
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> type[0] = fields.sharedText();
                case 2 -> type[1] = fields.sharedText();
                default -> fields.skip();
            }
        }
        return type;
    }
}
