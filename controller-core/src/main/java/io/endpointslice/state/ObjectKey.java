package io.endpointslice.state;

import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceKey;

/** Namespace and name of an object. */
record ObjectKey(String namespace, String name) {
    static ObjectKey of(Metadata meta) {
        return new ObjectKey(meta.namespace(), meta.name());
    }

    /** The object that has the Service's name. */
    static ObjectKey of(ServiceKey service) {
        return new ObjectKey(service.namespace(), service.name());
    }
}
