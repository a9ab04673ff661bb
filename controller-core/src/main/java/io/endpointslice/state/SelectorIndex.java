package io.endpointslice.state;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.SetMultimap;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * From a Pod's labels to the Services that select it, without a look at the other Services of the namespace: each
 * Service stands under one pair of its selector, a pair that few others stand under. Services that E1 skips are not here.
 */
final class SelectorIndex {
    /** A label pair in a namespace; {@code label} empty for the Services whose empty selector takes every Pod. */
    private record Place(String namespace, String label, String value) {
        static Place everything(String namespace) {
            return new Place(namespace, "", "");
        }
    }

    private final Map<ServiceKey, ServiceFacts> services = new HashMap<>();
    private final Map<ServiceKey, Place> places = new HashMap<>();
    private final SetMultimap<Place, ServiceKey> byPlace = HashMultimap.create();

    /** Takes the Service in, or out if it selects nothing now (E1). */
    void put(ServiceFacts service) {
        remove(service.key());
        if (service.isSelecting()) {
            Place place =
                    choosePlace(service.key().namespace(), service.selector().orElse(ImmutableMap.of()));
            services.put(service.key(), service);
            places.put(service.key(), place);
            byPlace.put(place, service.key());
        }
    }

    void remove(ServiceKey key) {
        services.remove(key);
        Place place = places.remove(key);
        if (place != null) {
            byPlace.remove(place, key);
        }
    }

    /** The Services that select the Pod, in order. */
    Set<ServiceKey> matching(PodFacts pod) {
        String namespace = pod.key().namespace();
        Set<ServiceKey> found = new TreeSet<>();
        addMatching(byPlace.get(Place.everything(namespace)), pod, found);
        pod.labels()
                .forEach((label, value) -> addMatching(byPlace.get(new Place(namespace, label, value)), pod, found));
        return found;
    }

    private void addMatching(Collection<ServiceKey> candidates, PodFacts pod, Set<ServiceKey> found) {
        for (ServiceKey key : candidates) {
            ServiceFacts service = services.get(key);
            if (service != null && service.selects(pod.labels())) {
                found.add(key);
            }
        }
    }

    private Place choosePlace(String namespace, ImmutableMap<String, String> selector) {
        return selector.entrySet().stream()
                .map(pair -> new Place(namespace, pair.getKey(), pair.getValue()))
                .min(Comparator.comparingInt(place -> byPlace.get(place).size()))
                .orElse(Place.everything(namespace));
    }
}
