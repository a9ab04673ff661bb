package io.endpointslice.kube.protobuf;

import org.jspecify.annotations.Nullable;

/**
 * A message of a watch, a bare {@code metav1.WatchEvent}.
 *
 * @param type {@code ADDED}, {@code MODIFIED}, {@code DELETED}, {@code BOOKMARK}, or {@code ERROR} with a Status
 * @param object where in the same bytes the object is
 */
public record WatchMessage(String type, Envelope object) {
    /**
     * The message that the bytes are.
     *
     * @throws IllegalArgumentException if they are no such message, or not a whole one
     */
    public static WatchMessage read(byte[] bytes) {
        String type = "";
        Envelope object = null;
        Fields fields = new Fields(bytes, 0, bytes.length);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> type = fields.sharedText();
                case 2 -> object = object(bytes, fields);
                default -> fields.skip();
            }
        }
        if (object == null) {
            throw new IllegalArgumentException(
                    "the Protobuf is broken: there is no object in the message of the watch");
        }
        return new WatchMessage(type, object);
    }

    private static @Nullable Envelope object(byte[] bytes, Fields fields) {
        Envelope object = null;
        fields.enter();
        while (fields.next()) {
            if (fields.field() == 1) {
                int length = fields.length();
                object = Envelope.read(bytes, fields.position(), length);
                fields.skip(length);
            } else {
                fields.skip();
            }
        }
        return object;
    }
}
