package io.endpointslice.kube;

import io.endpointslice.model.Metadata;
import io.endpointslice.model.Slice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.function.Supplier;

/** A slice that was not made into the client's objects: the client sees who it is, {@link SliceCodec} all of it. */
final class KnownSlice extends EndpointSlice {
    private final transient Supplier<Slice> slice;

    /**
     * With that metadata.
     *
     * @param slice all of it; throws an {@link IllegalArgumentException} if it is no slice
     */
    KnownSlice(Metadata meta, Supplier<Slice> slice) {
        this.slice = slice;
        setMetadata(MetadataCodec.identity(meta));
    }

    Slice slice() {
        return slice.get();
    }
}
