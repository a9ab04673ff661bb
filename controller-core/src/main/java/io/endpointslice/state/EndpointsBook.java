package io.endpointslice.state;

import com.google.common.collect.ImmutableSet;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The Endpoints objects that the informer shows, whoever wrote them, and those that a Service has left behind: unlike slices,
 * which the garbage collector takes, they have to be deleted (L1).
 */
final class EndpointsBook {
    private final ObjectBook<LegacyEndpoints> book;
    /** Services that went before our eyes while an object of their name was there, or was being made. */
    private final Set<ServiceKey> leftBehind = new HashSet<>();
    /** How many addresses the last sync of a Service found, at least, if all offer the same ports. */
    private final Map<ServiceKey, Integer> offered = new HashMap<>();

    EndpointsBook(EditListener edits) {
        this.book = new ObjectBook<>(ControllerName.ENDPOINTS, Kind.ENDPOINTS, edits);
    }

    ImmutableSet<SyncRequest> seen(LegacyEndpoints endpoints) {
        return book.seen(endpoints);
    }

    ImmutableSet<SyncRequest> gone(ServiceKey key) {
        ImmutableSet<SyncRequest> requests = book.gone(ObjectKey.of(key));
        if (!book.knows(key)) {
            leftBehind.remove(key);
        }
        return requests;
    }

    ImmutableSet<SyncRequest> listed(String resourceVersion) {
        return book.listed(resourceVersion);
    }

    void serviceSeen(ServiceKey key) {
        leftBehind.remove(key);
    }

    /** What we wrote for it is still expected, so that it is not missed when it shows up after its Service has gone. */
    void serviceGone(ServiceKey key) {
        book.forgetLook(key);
        offered.remove(key);
        if (book.knows(key)) {
            leftBehind.add(key);
        }
    }

    /**
     * A write was answered.
     *
     * @param orphan the Service has gone meanwhile
     */
    void wrote(ServiceKey key, Metadata stored, boolean orphan) {
        book.wrote(key, stored);
        if (orphan) {
            leftBehind.add(key);
        }
    }

    void deleted(ServiceKey key, Metadata deleted) {
        book.deleted(key, deleted);
    }

    boolean isStale(ServiceKey key) {
        return book.isStale(key);
    }

    /** A sync has made its write. */
    void committed(ServiceKey key, OptionalInt addresses) {
        if (addresses.isPresent()) {
            offered.put(key, addresses.getAsInt());
        } else {
            offered.remove(key);
        }
    }

    /** What the last sync found; empty if that is not known, or not of all one sort. */
    Optional<Integer> offered(ServiceKey key) {
        return Optional.ofNullable(offered.get(key));
    }

    boolean isLeftBehind(ServiceKey key) {
        return leftBehind.contains(key);
    }

    /** For a sync. {@code expected} is false if there is no Service that would need the object. */
    Optional<LegacyEndpoints> look(ServiceKey key, boolean expected) {
        return (expected ? book.look(key) : book.of(key)).stream().findFirst();
    }

    Optional<LegacyEndpoints> get(ServiceKey key) {
        return book.of(key).stream().findFirst();
    }

    boolean isThere(ServiceKey key) {
        return !book.of(key).isEmpty();
    }

    /** The names of objects that this controller has made, now or in an earlier life (L4). */
    ImmutableSet<ServiceKey> managed() {
        return book.services().stream()
                .filter(key -> get(key).filter(EndpointsBook::isManaged).isPresent())
                .collect(ImmutableSet.toImmutableSet());
    }

    private static boolean isManaged(LegacyEndpoints endpoints) {
        return KubernetesNames.ENDPOINTS_CONTROLLER.equals(
                endpoints.meta().labels().get(KubernetesNames.ENDPOINTS_MANAGED_BY_LABEL));
    }
}
