package io.endpointslice.cli.inspect;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.cli.cluster.SliceObject;
import io.endpointslice.cli.inspect.Finding.Orphan;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.OwnerReference;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import java.util.List;
import java.util.Optional;

/** Tells whether the Service and the owner of a slice are still there (E12, M3). */
record Owners(ImmutableMap<ServiceKey, ServiceFacts> services, ImmutableMap<ServiceKey, LegacyEndpoints> endpoints) {
    private static final String SERVICE = "Service";
    private static final String ENDPOINTS = "Endpoints";

    /** The slice as an orphan; empty if it is none. A slice without owners is none as long as its Service is there. */
    Optional<Finding> orphan(SliceObject slice) {
        return why(slice).map(why -> new Orphan(slice.slice().name(), why));
    }

    private Optional<String> why(SliceObject slice) {
        if (slice.service().isEmpty()) {
            return Optional.of("no label says of which Service");
        }
        ServiceKey key = slice.service().get();
        ServiceFacts service = services.get(key);
        if (service == null) {
            return Optional.of("Service " + key + " does not exist");
        }
        List<OwnerReference> owners = slice.slice().meta().owners();
        if (isOfAnother(owners, SERVICE, service.uid())) {
            return Optional.of("of an older Service of this name");
        }
        return owners.stream()
                .filter(owner -> owner.kind().equals(ENDPOINTS))
                .findFirst()
                .flatMap(owner -> whyOfEndpoints(new ServiceKey(key.namespace(), owner.name()), owners));
    }

    private Optional<String> whyOfEndpoints(ServiceKey key, List<OwnerReference> owners) {
        LegacyEndpoints object = endpoints.get(key);
        if (object == null) {
            return Optional.of("Endpoints " + key + " does not exist");
        }
        return isOfAnother(owners, ENDPOINTS, object.meta().uid())
                ? Optional.of("of an older Endpoints of this name")
                : Optional.empty();
    }

    private static boolean isOfAnother(List<OwnerReference> owners, String kind, String uid) {
        return owners.stream().anyMatch(owner -> owner.kind().equals(kind))
                && owners.stream()
                        .noneMatch(owner ->
                                owner.kind().equals(kind) && owner.uid().equals(uid));
    }
}
