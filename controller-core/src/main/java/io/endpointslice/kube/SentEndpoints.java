package io.endpointslice.kube;

import io.endpointslice.model.LegacyEndpoints;
import io.fabric8.kubernetes.api.model.Endpoints;

/** An Endpoints object of an event that is known without being read: the client sees who it is, {@link EndpointsCodec} all of it. */
final class SentEndpoints extends Endpoints {
    private final transient LegacyEndpoints endpoints;

    SentEndpoints(LegacyEndpoints endpoints) {
        this.endpoints = endpoints;
        setMetadata(MetadataCodec.identity(endpoints.meta()));
    }

    LegacyEndpoints endpoints() {
        return endpoints;
    }
}
