package io.endpointslice.kube.protobuf;

import io.endpointslice.kube.MetadataCodec;
import io.endpointslice.model.Metadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * The metadata of an object of whatever kind, read alone: that of a slice, of an Endpoints object, of what stands for one
 * (PartialObjectMetadata), and of a bookmark, which has a resourceVersion and no more.
 *
 * @param meta what the model knows of it; empty if there is none
 * @param content where in the bytes the object's content begins, which is all that follows the metadata
 */
public record MetadataPart(Metadata meta, int content) {
    /**
     * The metadata of the object whose message is that range of the bytes.
     *
     * @throws IllegalArgumentException if it is no such message
     */
    public static MetadataPart read(byte[] bytes, int offset, int length) {
        Fields fields = new Fields(bytes, offset, length);
        boolean first = true;
        while (fields.next()) {
            if (fields.field() == 1) {
                Metadata meta = MetadataCodec.fromApi(ObjectMetaFields.PUBLISHED.read(fields));
                // where content precedes the metadata, no API server has written it: then all of it is content
                return new MetadataPart(meta, first ? fields.position() : offset);
            }
            first = false;
            fields.skip();
        }
        return new MetadataPart(MetadataCodec.fromApi(new ObjectMeta()), offset);
    }
}
