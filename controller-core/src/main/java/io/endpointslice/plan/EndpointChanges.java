package io.endpointslice.plan;

import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import java.util.HashMap;
import java.util.Map;

/**
 * What writes do to the endpoints of one address type. An endpoint that moves to another slice with the same port list is
 * none of these; under another port list it is another endpoint.
 *
 * @param added that stood in no slice that is written
 * @param updated that stay, and differ (E9) or have other hints
 * @param removed that are left out, once for each slice that held them
 */
public record EndpointChanges(int added, int updated, int removed) {
    /** No change. */
    public static final EndpointChanges NONE = new EndpointChanges(0, 0, 0);

    /** The changes by these writes; the work follows the slices that are written, not the Service. */
    public static EndpointChanges of(Iterable<SliceWrite> writes) {
        Count count = new Count();
        writes.forEach(write -> write.standing().ifPresent(count::before));
        writes.forEach(write -> write.left().ifPresent(count::after));
        return new EndpointChanges(count.added, count.updated, count.removed);
    }

    /** Both together. */
    public EndpointChanges plus(EndpointChanges other) {
        return new EndpointChanges(added + other.added, updated + other.updated, removed + other.removed);
    }

    /** An endpoint as a group tells it from others (E6, E9). */
    private record Key(PortList ports, EndpointIdentity identity) {}

    private static final class Count {
        private final Map<Key, Endpoint> published = new HashMap<>();
        private int added;
        private int updated;
        private int removed;

        void before(Slice slice) {
            for (Endpoint endpoint : slice.endpoints()) {
                published.put(new Key(slice.ports(), endpoint.identity()), endpoint);
                removed++;
            }
        }

        void after(Slice slice) {
            for (Endpoint endpoint : slice.endpoints()) {
                Endpoint before = published.remove(new Key(slice.ports(), endpoint.identity()));
                if (before == null) {
                    added++;
                } else {
                    removed--;
                    updated += before.equals(endpoint) ? 0 : 1;
                }
            }
        }
    }
}
