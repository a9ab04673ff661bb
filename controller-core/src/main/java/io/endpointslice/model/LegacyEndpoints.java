package io.endpointslice.model;

import com.google.common.collect.ImmutableList;

/** One Endpoints object ({@code v1}); it has the name of its Service. */
public record LegacyEndpoints(Metadata meta, ImmutableList<EndpointSubset> subsets) {
    /** The key of the Service that it belongs to, whether that exists or not. */
    public ServiceKey service() {
        return new ServiceKey(meta.namespace(), meta.name());
    }
}
