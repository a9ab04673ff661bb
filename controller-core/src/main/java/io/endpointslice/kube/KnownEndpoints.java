package io.endpointslice.kube;

import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.fabric8.kubernetes.api.model.Endpoints;
import java.util.function.Supplier;

/** An Endpoints object that was not made into the client's objects: the client sees who it is, {@link EndpointsCodec} all of it. */
final class KnownEndpoints extends Endpoints {
    private final transient Supplier<LegacyEndpoints> endpoints;

    /**
     * With that metadata.
     *
     * @param endpoints all of it; throws an {@link IllegalArgumentException} if it is no Endpoints object
     */
    KnownEndpoints(Metadata meta, Supplier<LegacyEndpoints> endpoints) {
        this.endpoints = endpoints;
        setMetadata(MetadataCodec.identity(meta));
    }

    LegacyEndpoints endpoints() {
        return endpoints.get();
    }
}
