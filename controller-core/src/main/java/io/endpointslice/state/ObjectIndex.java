package io.endpointslice.state;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.SetMultimap;
import io.endpointslice.model.ServiceKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The objects of one kind that the informer shows, by name and by Service. A Service need not exist to have objects here. */
final class ObjectIndex<T> {
    private final Map<ObjectKey, T> objects = new HashMap<>();
    private final SetMultimap<ServiceKey, ObjectKey> byService = HashMultimap.create();
    private final Kind<T> kind;

    ObjectIndex(Kind<T> kind) {
        this.kind = kind;
    }

    /** Takes the object in, and returns what stood under its name before. */
    Optional<T> put(T object) {
        ObjectKey key = kind.key(object);
        Optional<T> before = remove(key);
        objects.put(key, object);
        kind.service(object).ifPresent(service -> byService.put(service, key));
        return before;
    }

    Optional<T> remove(ObjectKey key) {
        Optional<T> before = Optional.ofNullable(objects.remove(key));
        before.flatMap(kind::service).ifPresent(service -> byService.remove(service, key));
        return before;
    }

    Optional<T> get(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    boolean has(ServiceKey service) {
        return byService.containsKey(service);
    }

    ImmutableList<T> of(ServiceKey service) {
        return byService.get(service).stream()
                .map(objects::get)
                .map(Objects::requireNonNull)
                .collect(toImmutableList());
    }

    /** The Services that have objects here. */
    ImmutableSet<ServiceKey> services() {
        return ImmutableSet.copyOf(byService.keySet());
    }
}
