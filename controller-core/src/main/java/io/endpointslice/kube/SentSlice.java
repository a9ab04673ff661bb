package io.endpointslice.kube;

import io.endpointslice.model.Slice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;

/** A slice of an event that is known without being read: the client sees who it is, {@link SliceCodec} all of it. */
final class SentSlice extends EndpointSlice {
    private final transient Slice slice;

    SentSlice(Slice slice) {
        this.slice = slice;
        setMetadata(MetadataCodec.identity(slice.meta()));
    }

    Slice slice() {
        return slice;
    }
}
