package io.endpointslice.metrics;

import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.Fill;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/**
 * What is known of each Service's slices, and the sums of it. A change costs the same however many Services there are.
 * Safe for any number of threads.
 */
final class ServiceFigures {
    /**
     * One Service.
     *
     * @param fill of all its slices
     * @param trafficDistribution what its hints follow; empty for none
     */
    record Figures(Fill fill, String trafficDistribution) {}

    private static final Figures NONE = new Figures(Fill.NONE, "");

    private final Map<ServiceKey, Figures> services = new HashMap<>();
    private final Map<String, Integer> distributions = new TreeMap<>();
    private Fill total = NONE.fill();

    /** Takes the place of what was known of that Service. */
    synchronized void put(ServiceKey service, Figures figures) {
        Figures before = services.put(service, figures);
        change(before == null ? NONE : before, figures);
    }

    /** Forgets that Service. */
    synchronized void remove(ServiceKey service) {
        Figures before = services.remove(service);
        change(before == null ? NONE : before, NONE);
    }

    /** The sums over all Services. */
    synchronized Fill total() {
        return total;
    }

    /** Tells the number of Services for each trafficDistribution that there is or was. */
    synchronized void distributions(ObjIntConsumer<String> consumer) {
        distributions.forEach(consumer::accept);
    }

    private void change(Figures before, Figures after) {
        total = total.plus(after.fill()).minus(before.fill());
        count(before.trafficDistribution(), -1);
        count(after.trafficDistribution(), 1);
    }

    private void count(String distribution, int change) {
        if (!distribution.isEmpty()) {
            distributions.merge(distribution, change, Integer::sum);
        }
    }
}
