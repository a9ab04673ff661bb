package io.endpointslice.state;

import io.endpointslice.model.Metadata;

/** Namespace and name of an object. */
record ObjectKey(String namespace, String name) {
    static ObjectKey of(Metadata meta) {
        return new ObjectKey(meta.namespace(), meta.name());
    }
}
