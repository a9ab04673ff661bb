package io.endpointslice.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceKey;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The objects of one controller that the informer shows, judged against what we wrote: which are as we left them, which
 * somebody else touched (R2).
 */
final class ObjectBook<T> {
    private final ControllerName controller;
    private final Kind<T> kind;
    private final EditListener edits;
    private final ObjectIndex<T> index;
    private final Expectations expectations = new Expectations();
    /** Services of which a sync has looked at the objects; before that, one that appears needs no sync of its own. */
    private final Set<ServiceKey> lookedAt = new HashSet<>();

    ObjectBook(ControllerName controller, Kind<T> kind, EditListener edits) {
        this.controller = controller;
        this.kind = kind;
        this.edits = edits;
        this.index = new ObjectIndex<>(kind);
    }

    ImmutableSet<SyncRequest> seen(T object) {
        ObjectKey key = kind.key(object);
        Optional<T> before = index.put(object);
        if (before.equals(Optional.of(object))) {
            return ImmutableSet.of();
        }
        Touched touched = new Touched();
        Optional<ServiceKey> now = kind.service(object);
        before.flatMap(kind::service)
                .filter(service -> !now.equals(Optional.of(service)))
                .ifPresent(service -> touched.foreign(service, key));
        Optional<ServiceKey> writer = expectations.get(key).map(Expectation::service);
        Standing standing = expectations.seen(key, kind.meta().apply(object));
        writer.ifPresent(touched::touch);
        if (standing != Standing.BEHIND && writer.isPresent() && !writer.equals(now)) {
            expectations.forget(key);
            touched.foreign(writer.get(), key);
            standing = Standing.UNKNOWN;
        }
        if (standing == Standing.FOREIGN || standing == Standing.UNKNOWN) {
            now.filter(service -> before.isPresent() || writer.isPresent() || lookedAt.contains(service))
                    .ifPresent(service -> touched.foreign(service, key));
        }
        return touched.requests();
    }

    ImmutableSet<SyncRequest> gone(ObjectKey key) {
        Touched touched = new Touched();
        Optional<T> before = index.remove(key);
        Optional<Expectation> expectation = expectations.get(key);
        expectations.forget(key);
        if (expectation.isPresent() && expectation.get() instanceof Expectation.Removed removed) {
            touched.touch(removed.service());
        } else {
            before.flatMap(kind::service).ifPresent(service -> touched.foreign(service, key));
            expectation.map(Expectation::service).ifPresent(service -> touched.foreign(service, key));
        }
        return touched.requests();
    }

    ImmutableSet<SyncRequest> listed(String resourceVersion) {
        Touched touched = new Touched();
        for (ObjectKey key : expectations.unmetUpTo(resourceVersion)) {
            if (index.get(key).isEmpty()) {
                expectations.get(key).map(Expectation::service).ifPresent(service -> touched.foreign(service, key));
                expectations.forget(key);
            }
        }
        return touched.requests();
    }

    ImmutableList<T> look(ServiceKey service) {
        lookedAt.add(service);
        return index.of(service);
    }

    boolean isStale(ServiceKey service) {
        return expectations.isStale(service);
    }

    void wrote(ServiceKey service, Metadata stored) {
        ObjectKey key = ObjectKey.of(stored);
        Optional<Metadata> shown = shown(key);
        if (shown.filter(now -> now.resourceVersion().equals(stored.resourceVersion()))
                .isPresent()) {
            edits.ownEdit(service, key);
        }
        expectations.stored(key, Expectation.Stored.of(service, stored), shown);
    }

    void deleted(ServiceKey service, Metadata object) {
        ObjectKey key = ObjectKey.of(object);
        Optional<Metadata> shown = shown(key);
        if (shown.isEmpty()) {
            edits.ownEdit(service, key);
        }
        expectations.removed(key, new Expectation.Removed(service, object.uid()), shown);
    }

    private Optional<Metadata> shown(ObjectKey key) {
        return index.get(key).map(kind.meta());
    }

    void drop(ServiceKey service) {
        expectations.drop(service);
        forgetLook(service);
    }

    void forgetLook(ServiceKey service) {
        lookedAt.remove(service);
    }

    /** Whether an object of the Service is shown or expected. */
    boolean knows(ServiceKey service) {
        return index.has(service) || expectations.has(service);
    }

    ImmutableList<T> of(ServiceKey service) {
        return index.of(service);
    }

    /** The Services that objects are shown of. */
    ImmutableSet<ServiceKey> services() {
        return index.services();
    }

    /** The Services that one event touches, and those that somebody else touched by it. */
    private final class Touched {
        private final Set<ServiceKey> all = new LinkedHashSet<>();
        private final Set<ServiceKey> foreign = new HashSet<>();

        void touch(ServiceKey service) {
            all.add(service);
        }

        void foreign(ServiceKey service, ObjectKey object) {
            all.add(service);
            foreign.add(service);
            edits.edited(service, object);
        }

        /** One request per Service at most; a sync that waits goes first, since it will see the edit too. */
        ImmutableSet<SyncRequest> requests() {
            ImmutableSet.Builder<SyncRequest> requests = ImmutableSet.builder();
            for (ServiceKey service : all) {
                if (expectations.caughtUp(service)) {
                    requests.add(new SyncRequest(controller, service, Cause.VIEW_CAUGHT_UP));
                } else if (foreign.contains(service)) {
                    requests.add(new SyncRequest(controller, service, Cause.FOREIGN_EDIT));
                }
            }
            return requests.build();
        }
    }
}
