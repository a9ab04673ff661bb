package io.endpointslice.state;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Sets;
import com.google.common.collect.Table;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which Pods are behind which Service, kept up to date event by event: a Pod event costs the Services that select the Pod,
 * a new or changed selector costs the Pods of its namespace. The way from a Pod to its Services is not stored; the
 * selector index gives it.
 */
final class PodMembership {
    private final SelectorIndex selectors = new SelectorIndex();
    private final Table<String, PodKey, PodFacts> pods = HashBasedTable.create();
    private final SetMultimap<ServiceKey, PodKey> members = HashMultimap.create();

    /**
     * Takes the Service's selector in, whether it is new, changed or the same.
     *
     * @return the Pods that joined or left by it
     */
    Set<PodKey> serviceChanged(Optional<ServiceFacts> before, ServiceFacts now) {
        if (before.isPresent() && sameSelection(before.get(), now)) {
            return Set.of();
        }
        ImmutableSet<PodKey> had = ImmutableSet.copyOf(members.get(now.key()));
        serviceGone(now.key());
        selectors.put(now);
        if (now.isSelecting()) {
            for (PodFacts pod : pods.row(now.key().namespace()).values()) {
                if (now.selects(pod.labels())) {
                    members.put(now.key(), pod.key());
                }
            }
        }
        return Sets.symmetricDifference(had, members.get(now.key()));
    }

    void serviceGone(ServiceKey key) {
        selectors.remove(key);
        members.removeAll(key);
    }

    /**
     * Takes a Pod in that is new, or whose facts have changed.
     *
     * @return the Services whose endpoints may differ (R3): of other labels alone, those left and those joined
     */
    Set<ServiceKey> podChanged(PodFacts now) {
        String namespace = now.key().namespace();
        // a map keeps the key that it has, so that of the facts before would stay, name and all
        PodFacts before = pods.remove(namespace, now.key());
        pods.put(namespace, now.key(), now);
        Set<ServiceKey> joined = selectors.matching(now);
        Set<ServiceKey> left = before == null ? Set.of() : selectors.matching(before);
        left.forEach(service -> members.remove(service, now.key()));
        joined.forEach(service -> members.put(service, now.key()));
        return before != null && sameApartFromLabels(before, now)
                ? Sets.symmetricDifference(left, joined)
                : Sets.union(left, joined);
    }

    /** Drops the Pod, and returns the Services that it was behind. */
    Set<ServiceKey> podGone(PodKey key) {
        PodFacts before = pods.remove(key.namespace(), key);
        if (before == null) {
            return Set.of();
        }
        Set<ServiceKey> left = selectors.matching(before);
        left.forEach(service -> members.remove(service, key));
        return left;
    }

    Optional<PodFacts> pod(PodKey key) {
        return Optional.ofNullable(pods.get(key.namespace(), key));
    }

    Set<ServiceKey> servicesOf(PodKey key) {
        return pod(key).map(selectors::matching).orElse(Set.of());
    }

    ImmutableList<PodFacts> podsOf(ServiceKey service) {
        return members.get(service).stream()
                .map(key -> pods.get(key.namespace(), key))
                .map(Objects::requireNonNull)
                .collect(toImmutableList());
    }

    /** Those of the Pods with these names that are behind the Service. */
    ImmutableList<PodFacts> podsOf(ServiceKey service, Collection<String> names) {
        return names.stream()
                .map(name -> new PodKey(service.namespace(), name))
                .filter(key -> members.containsEntry(service, key))
                .map(key -> pods.get(key.namespace(), key))
                .map(Objects::requireNonNull)
                .collect(toImmutableList());
    }

    /** How many Pods are behind the Service. */
    int count(ServiceKey service) {
        return members.get(service).size();
    }

    private static boolean sameSelection(ServiceFacts before, ServiceFacts now) {
        return before.isSelecting() == now.isSelecting() && before.selector().equals(now.selector());
    }

    private static boolean sameApartFromLabels(PodFacts before, PodFacts now) {
        PodFacts relabelled = new PodFacts(
                before.key(),
                before.uid(),
                now.labels(),
                before.terminal(),
                before.ready(),
                before.readyTransition(),
                before.terminating(),
                before.ips(),
                before.hostname(),
                before.subdomain(),
                before.nodeName(),
                before.ports());
        return relabelled.equals(now);
    }
}
