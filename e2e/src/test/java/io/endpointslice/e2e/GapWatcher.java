package io.endpointslice.e2e;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * P3 from outside: once an endpoint has been published as ready, it stays so in some slice after every event, or in
 * whatever else is looked at, unless the test has excused its Pod beforehand, because it is about to make it unready, end
 * it, or take it out of the Service.
 */
final class GapWatcher {
    private final Set<Published> published = new HashSet<>();
    private final Set<Excuse> excuses = new HashSet<>();
    private final List<String> findings = new ArrayList<>();

    /** A Pod that is reachable by a Service at an address of that type. */
    record Published(String service, String addressType, String pod) {}

    /** Empty service: whatever the Service. */
    private record Excuse(String pod, Optional<String> service) {}

    /** From now on the Pod may vanish from every Service. Called before it is changed. */
    synchronized void excuse(String pod) {
        excuses.add(new Excuse(pod, Optional.empty()));
    }

    /** From now on the Pod may vanish from this Service. Called before anything is changed. */
    synchronized void excuse(String pod, String service) {
        excuses.add(new Excuse(pod, Optional.of(service)));
    }

    /** The slices are right and nothing is under way: the Pods that are published now have to stay again. */
    synchronized void settle() {
        excuses.clear();
    }

    /** Looks at the slices that stand after an event. */
    synchronized void see(Collection<EndpointSlice> slices, String event) {
        Set<Published> now = new HashSet<>();
        slices.forEach(slice -> addReady(slice, now));
        see(now, event);
    }

    /** Looks at what is published after an event. */
    synchronized void see(Set<Published> now, String event) {
        published.removeAll(now);
        for (Published gone : published) {
            if (!isExcused(gone)) {
                findings.add(gone + " is missing after " + event);
            }
        }
        published.clear();
        published.addAll(now);
    }

    /** Gaps could not be looked for. */
    synchronized void blind(String reason) {
        findings.add(reason);
    }

    /** What was wrong since the start, in order; empty if nothing was. */
    synchronized List<String> findings() {
        return List.copyOf(findings);
    }

    /** How many endpoints are published as ready. */
    synchronized int published() {
        return published.size();
    }

    private boolean isExcused(Published gone) {
        return excuses.contains(new Excuse(gone.pod(), Optional.empty()))
                || excuses.contains(new Excuse(gone.pod(), Optional.of(gone.service())));
    }

    private static void addReady(EndpointSlice slice, Set<Published> ready) {
        String service = slice.getMetadata().getLabels().getOrDefault("kubernetes.io/service-name", "");
        for (Endpoint endpoint : slice.getEndpoints()) {
            ObjectReference target = endpoint.getTargetRef();
            if (target != null && Boolean.TRUE.equals(endpoint.getConditions().getReady())) {
                ready.add(new Published(service, slice.getAddressType(), target.getName()));
            }
        }
    }
}
