package io.endpointslice.state;

import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of objects that a controller writes.
 *
 * @param meta the metadata of one
 * @param ofService the Service that one belongs to; empty if it names none
 */
record Kind<T>(Function<T, Metadata> meta, Function<Metadata, Optional<ServiceKey>> ofService) {
    static final Kind<Slice> SLICE = new Kind<>(Slice::meta, Kind::named);
    static final Kind<LegacyEndpoints> ENDPOINTS =
            new Kind<>(LegacyEndpoints::meta, meta -> Optional.of(new ServiceKey(meta.namespace(), meta.name())));

    ObjectKey key(T object) {
        return ObjectKey.of(meta.apply(object));
    }

    Optional<ServiceKey> service(T object) {
        return ofService.apply(meta.apply(object));
    }

    /** The Service that a slice's label names. */
    private static Optional<ServiceKey> named(Metadata meta) {
        String name = meta.labels().getOrDefault(KubernetesNames.SERVICE_NAME_LABEL, "");
        return name.isEmpty() ? Optional.empty() : Optional.of(new ServiceKey(meta.namespace(), name));
    }
}
