package io.endpointslice.state;

import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import java.util.Optional;

/** Namespace and name of a slice. */
record SliceKey(String namespace, String name) {
    static SliceKey of(Slice slice) {
        return new SliceKey(slice.meta().namespace(), slice.name());
    }

    /** The Service that the slice's label names; empty if it names none. */
    static Optional<ServiceKey> serviceOf(Slice slice) {
        String name = slice.meta().labels().getOrDefault(KubernetesNames.SERVICE_NAME_LABEL, "");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServiceKey(slice.meta().namespace(), name));
    }
}
