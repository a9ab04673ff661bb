package io.endpointslice.kube.protobuf;

import io.endpointslice.model.Metadata;
import io.endpointslice.model.OwnerReference;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An API object as it is sent. Behind its metadata it has the very bytes that an API server shows of what it has stored, so
 * that what comes back is known without being read.
 */
public final class Body {
    private final byte[] bytes;
    private final int content;

    private Body(byte[] bytes, int content) {
        this.bytes = bytes;
        this.content = content;
    }

    /** An object of that type; {@code content} writes the fields that follow the metadata. */
    static Body of(String apiVersion, String kind, Metadata meta, Consumer<FieldWriter> content) {
        FieldWriter object = new FieldWriter();
        object.message(1, meta, Body::write);
        int metadata = object.size();
        content.accept(object);
        byte[] bytes = Envelope.wrap(apiVersion, kind, object.toByteArray());
        return new Body(bytes, bytes.length - (object.size() - metadata));
    }

    /** The bytes to be sent. They are not copied, and must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes are sent. */
    public int length() {
        return bytes.length;
    }

    /** Where in the bytes the content begins, which is all that follows the metadata, up to the end. */
    public int content() {
        return content;
    }

    /** Whether that range of the bytes, which is the content of an object of this kind, is the same as this one's. */
    public boolean hasContentOf(byte[] other, int from, int to) {
        return Arrays.equals(bytes, content, bytes.length, other, from, to);
    }

    /** What the controller has to say about an object; an API server fills in the rest. */
    private static void write(Metadata meta, FieldWriter fields) {
        fields.textUnlessEmpty(1, meta.name());
        fields.textUnlessEmpty(2, meta.generateName());
        fields.textUnlessEmpty(3, meta.namespace());
        fields.textUnlessEmpty(5, meta.uid());
        fields.textUnlessEmpty(6, meta.resourceVersion());
        fields.texts(11, meta.labels());
        fields.texts(12, meta.annotations());
        fields.messages(13, meta.owners(), Body::write);
        fields.texts(14, meta.finalizers());
    }

    private static void write(OwnerReference owner, FieldWriter fields) {
        fields.text(1, owner.kind());
        fields.text(3, owner.name());
        fields.text(4, owner.uid());
        fields.text(5, owner.apiVersion());
        if (owner.controller()) {
            fields.flag(6, true);
        }
        if (owner.blockOwnerDeletion()) {
            fields.flag(7, true);
        }
    }
}
