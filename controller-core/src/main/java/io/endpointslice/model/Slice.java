package io.endpointslice.model;

import com.google.common.collect.ImmutableList;

/** One EndpointSlice. */
public record Slice(Metadata meta, AddressType addressType, PortList ports, ImmutableList<Endpoint> endpoints) {
    /** {@code metadata.name}; empty for a slice that is to be created. */
    public String name() {
        return meta.name();
    }

    /** Whether one of the owner references is that Service (E12). */
    public boolean isOwnedBy(ServiceFacts service) {
        for (OwnerReference owner : meta.owners()) {
            if (owner.uid().equals(service.uid())
                    && owner.kind().equals("Service")
                    && owner.apiVersion().equals("v1")) {
                return true;
            }
        }
        return false;
    }
}
