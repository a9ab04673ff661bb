package io.endpointslice.simulator;

import io.endpointslice.model.Endpoint;
import io.endpointslice.model.ServiceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The lower bound of a run, counted a second time by what is published before and after each sync: what came or changed is in
 * written slices afterwards, what went or changed was in written slices before. For Services with one port list.
 */
public final class RecountedBound {
    private RecountedBound() {}

    /** The bound of all syncs but the initial ones, with slices of that size. */
    public static long of(List<Sync> syncs, int cap) {
        Map<ServiceKey, Map<String, Endpoint>> published = new HashMap<>();
        long bound = 0;
        for (Sync sync : syncs) {
            Map<String, Endpoint> after = sync.slices().stream()
                    .flatMap(slice -> slice.endpoints().stream())
                    .collect(Collectors.toMap(endpoint -> endpoint.identity().toString(), endpoint -> endpoint));
            Map<String, Endpoint> before = published.put(sync.service(), after);
            if (before != null) {
                bound += Math.max(slices(differing(after, before), cap), slices(differing(before, after), cap));
            }
        }
        return bound;
    }

    /** How many of these are not there in the others, or differ there. */
    private static long differing(Map<String, Endpoint> these, Map<String, Endpoint> others) {
        return these.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(others.get(entry.getKey())))
                .count();
    }

    private static long slices(long endpoints, int cap) {
        return (endpoints + cap - 1) / cap;
    }
}
