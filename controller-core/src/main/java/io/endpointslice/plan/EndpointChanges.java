package io.endpointslice.plan;

import com.google.common.collect.Maps;
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
        Map<PortList, Count> counts = new HashMap<>();
        for (SliceWrite write : writes) {
            write.standing().ifPresent(slice -> count(counts, slice).before(slice));
        }
        for (SliceWrite write : writes) {
            write.left().ifPresent(slice -> count(counts, slice).after(slice));
        }
        return counts.values().stream()
                .map(count -> new EndpointChanges(count.added, count.updated, count.removed))
                .reduce(NONE, EndpointChanges::plus);
    }

    private static Count count(Map<PortList, Count> counts, Slice slice) {
        return counts.computeIfAbsent(
                slice.ports(), ports -> new Count(slice.endpoints().size()));
    }

    /** Both together. */
    public EndpointChanges plus(EndpointChanges other) {
        return new EndpointChanges(added + other.added, updated + other.updated, removed + other.removed);
    }

    /** Of a group: in another one, an endpoint is another one (E6, E9). */
    private static final class Count {
        private final Map<EndpointIdentity, Endpoint> published;
        private int added;
        private int updated;
        private int removed;

        Count(int expected) {
            this.published = Maps.newHashMapWithExpectedSize(expected);
        }

        void before(Slice slice) {
            for (Endpoint endpoint : slice.endpoints()) {
                published.put(endpoint.identity(), endpoint);
                removed++;
            }
        }

        void after(Slice slice) {
            for (Endpoint endpoint : slice.endpoints()) {
                Endpoint before = published.remove(endpoint.identity());
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
