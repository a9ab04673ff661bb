package io.endpointslice.kube.protobuf;

import io.endpointslice.model.Metadata;
import io.endpointslice.model.OwnerReference;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An API object as it is sent. Behind its metadata it has the very bytes that an API server shows of what it has stored, so
 * that what comes back is known without being read.
 */
public final class Body {
    private final byte[] bytes;
    private final int content;
    private final WrittenObjects written;

    private Body(byte[] bytes, int content, WrittenObjects written) {
        this.bytes = bytes;
        this.content = content;
        this.written = written;
    }

    /**
     * An object of that type.
     *
     * @param content writes the fields that follow the metadata
     * @param earlier another such object, most likely the same one as it was before: what they have in common is copied
     */
    static Body of(
            String apiVersion, String kind, Metadata meta, Consumer<FieldWriter> content, Optional<Body> earlier) {
        FieldWriter fields = earlier.map(FieldWriter::new).orElseGet(FieldWriter::new);
        Envelope.writeType(apiVersion, kind, fields);
        int object = fields.begin(2);
        fields.message(1, meta, Body::write);
        int metadata = fields.size();
        content.accept(fields);
        int contentBytes = fields.size() - metadata;
        fields.end(object);
        byte[] bytes = fields.toByteArray();
        return new Body(bytes, bytes.length - contentBytes, fields.written());
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

    /** How many bytes it takes in memory, about. */
    public int weight() {
        return bytes.length + written.weight();
    }

    /** What can be copied of it. */
    EarlierObjects objects() {
        return new EarlierObjects(bytes, written);
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
