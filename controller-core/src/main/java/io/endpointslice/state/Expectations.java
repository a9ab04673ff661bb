package io.endpointslice.state;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.SetMultimap;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What we wrote and how far the informer has shown it (R2). The last write of an object is remembered until the object is
 * gone, so that a view that falls back behind it (a list from an API server that lags) counts as stale again.
 */
final class Expectations {
    private final Map<ObjectKey, Expectation> expectations = new HashMap<>();
    private final SetMultimap<ServiceKey, ObjectKey> byService = HashMultimap.create();
    private final SetMultimap<ServiceKey, ObjectKey> unmet = HashMultimap.create();
    private final Set<ServiceKey> waiting = new HashSet<>();

    /** A create or an update was answered with {@code stored}. */
    void stored(ObjectKey key, Expectation.Stored stored, Optional<Metadata> shown) {
        put(key, stored);
        note(key, stored, shown.map(stored::standing).orElse(Standing.BEHIND));
    }

    /** A delete was answered. Nothing is left to wait for if the informer has shown it already. */
    void removed(ObjectKey key, Expectation.Removed removed, Optional<Metadata> shown) {
        forget(key);
        if (shown.isPresent() && shown.get().uid().equals(removed.uid())) {
            put(key, removed);
            note(key, removed, removed.standing(shown.get()));
        }
    }

    /** How the object that is shown now stands to our last write of it. */
    Standing seen(ObjectKey key, Metadata shown) {
        Expectation expectation = expectations.get(key);
        if (expectation == null) {
            return Standing.UNKNOWN;
        }
        Standing standing = expectation.standing(shown);
        note(key, expectation, standing);
        if (standing == Standing.FOREIGN && expectation instanceof Expectation.Removed) {
            // what we deleted is gone; when the one in its place goes, that is not our doing
            forget(key);
        }
        return standing;
    }

    Optional<Expectation> get(ObjectKey key) {
        return Optional.ofNullable(expectations.get(key));
    }

    /** Whether anything that was written for the Service is remembered. */
    boolean has(ServiceKey service) {
        return byService.containsKey(service);
    }

    void forget(ObjectKey key) {
        Expectation expectation = expectations.remove(key);
        if (expectation != null) {
            byService.remove(expectation.service(), key);
            unmet.remove(expectation.service(), key);
        }
    }

    /** Drops all that is kept for the Service (E1). */
    void drop(ServiceKey service) {
        ImmutableSet.copyOf(byService.get(service)).forEach(this::forget);
        waiting.remove(service);
    }

    /** Whether the view of the Service lacks something that we wrote; if so, a sync waits for it from now on. */
    boolean isStale(ServiceKey service) {
        boolean stale = unmet.containsKey(service);
        if (stale) {
            waiting.add(service);
        } else {
            waiting.remove(service);
        }
        return stale;
    }

    /** Whether a sync waits for the Service's view and need not wait any longer. It is told so once. */
    boolean caughtUp(ServiceKey service) {
        return !unmet.containsKey(service) && waiting.remove(service);
    }

    /** The created or updated objects that are not shown yet although the informer's list is as new as the write. */
    ImmutableSet<ObjectKey> unmetUpTo(String resourceVersion) {
        ImmutableSet.Builder<ObjectKey> found = ImmutableSet.builder();
        for (ObjectKey key : unmet.values()) {
            if (expectations.get(key) instanceof Expectation.Stored stored
                    && ResourceVersions.compare(stored.resourceVersion(), resourceVersion) <= 0) {
                found.add(key);
            }
        }
        return found.build();
    }

    private void put(ObjectKey key, Expectation expectation) {
        forget(key);
        expectations.put(key, expectation);
        byService.put(expectation.service(), key);
    }

    private void note(ObjectKey key, Expectation expectation, Standing standing) {
        if (standing == Standing.BEHIND) {
            unmet.put(expectation.service(), key);
        } else {
            unmet.remove(expectation.service(), key);
        }
    }
}
