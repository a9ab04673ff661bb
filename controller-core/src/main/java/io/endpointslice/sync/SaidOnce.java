package io.endpointslice.sync;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.endpointslice.model.ServiceKey;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What stands from one sync of a Service to the next, so that it is said once, and again only after it had gone. */
final class SaidOnce<T> {
    private final ConcurrentMap<ServiceKey, ImmutableSet<T>> standing = new ConcurrentHashMap<>();

    /** Takes in what stands now, and returns what did not stand before, in order. */
    ImmutableSet<T> update(ServiceKey service, Collection<T> now) {
        ImmutableSet<T> all = ImmutableSet.copyOf(now);
        ImmutableSet<T> before = standing.getOrDefault(service, ImmutableSet.of());
        if (all.isEmpty()) {
            standing.remove(service);
        } else {
            standing.put(service, all);
        }
        return ImmutableSet.copyOf(Sets.difference(all, before));
    }
}
