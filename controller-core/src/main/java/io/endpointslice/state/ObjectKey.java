package io.endpointslice.state;

import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceKey;
import org.jspecify.annotations.Nullable;

/** Namespace and name of an object. */
record ObjectKey(String namespace, String name) {
    // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectKey that && name.equals(that.name) && namespace.equals(that.namespace);
    }

    @Override
    public int hashCode() {
        return 31 * namespace.hashCode() + name.hashCode();
    }

    static ObjectKey of(Metadata meta) {
        return new ObjectKey(meta.namespace(), meta.name());
    }

    /** The object that has the Service's name. */
    static ObjectKey of(ServiceKey service) {
        return new ObjectKey(service.namespace(), service.name());
    }
}
