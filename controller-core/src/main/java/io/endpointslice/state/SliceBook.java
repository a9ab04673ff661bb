package io.endpointslice.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The slices that the informer shows, judged against what we wrote: which are ours, which somebody else touched (R2). */
final class SliceBook {
    private final SliceIndex index = new SliceIndex();
    private final Expectations expectations = new Expectations();
    /** Services of which a sync has looked at the slices; before that, a slice that appears needs no sync of its own. */
    private final Set<ServiceKey> lookedAt = new HashSet<>();

    ImmutableSet<SyncRequest> seen(Slice slice) {
        SliceKey key = SliceKey.of(slice);
        Optional<Slice> before = index.put(slice);
        if (before.equals(Optional.of(slice))) {
            return ImmutableSet.of();
        }
        Touched touched = new Touched();
        Optional<ServiceKey> now = SliceKey.serviceOf(slice);
        before.flatMap(SliceKey::serviceOf)
                .filter(service -> !now.equals(Optional.of(service)))
                .ifPresent(touched::foreign);
        Optional<ServiceKey> writer = expectations.get(key).map(Expectation::service);
        Standing standing = expectations.seen(key, slice);
        writer.ifPresent(touched::touch);
        if (standing != Standing.BEHIND && writer.isPresent() && !writer.equals(now)) {
            expectations.forget(key);
            touched.foreign(writer.get());
            standing = Standing.UNKNOWN;
        }
        if (standing == Standing.FOREIGN || standing == Standing.UNKNOWN) {
            now.filter(service -> before.isPresent() || writer.isPresent() || lookedAt.contains(service))
                    .ifPresent(touched::foreign);
        }
        return touched.requests();
    }

    ImmutableSet<SyncRequest> gone(SliceKey key) {
        Touched touched = new Touched();
        Optional<Slice> before = index.remove(key);
        Optional<Expectation> expectation = expectations.get(key);
        expectations.forget(key);
        if (expectation.isPresent() && expectation.get() instanceof Expectation.Removed removed) {
            touched.touch(removed.service());
        } else {
            before.flatMap(SliceKey::serviceOf).ifPresent(touched::foreign);
            expectation.map(Expectation::service).ifPresent(touched::foreign);
        }
        return touched.requests();
    }

    ImmutableSet<SyncRequest> listed(String resourceVersion) {
        Touched touched = new Touched();
        for (SliceKey key : expectations.unmetUpTo(resourceVersion)) {
            if (index.get(key).isEmpty()) {
                expectations.get(key).map(Expectation::service).ifPresent(touched::foreign);
                expectations.forget(key);
            }
        }
        return touched.requests();
    }

    ImmutableList<Slice> look(ServiceKey service) {
        lookedAt.add(service);
        return index.of(service);
    }

    boolean isStale(ServiceKey service) {
        return expectations.isStale(service);
    }

    void wrote(ServiceKey service, Slice stored) {
        SliceKey key = SliceKey.of(stored);
        expectations.stored(key, Expectation.Stored.of(service, stored), index.get(key));
    }

    void deleted(ServiceKey service, Slice slice) {
        SliceKey key = SliceKey.of(slice);
        expectations.removed(key, new Expectation.Removed(service, slice.meta().uid()), index.get(key));
    }

    void drop(ServiceKey service) {
        expectations.drop(service);
        lookedAt.remove(service);
    }

    /** The Services that one event touches, and those that somebody else touched by it. */
    private final class Touched {
        private final Set<ServiceKey> all = new LinkedHashSet<>();
        private final Set<ServiceKey> foreign = new HashSet<>();

        void touch(ServiceKey service) {
            all.add(service);
        }

        void foreign(ServiceKey service) {
            all.add(service);
            foreign.add(service);
        }

        /** One request per Service at most; a sync that waits goes first, since it will see the edit too. */
        ImmutableSet<SyncRequest> requests() {
            ImmutableSet.Builder<SyncRequest> requests = ImmutableSet.builder();
            for (ServiceKey service : all) {
                if (expectations.caughtUp(service)) {
                    requests.add(new SyncRequest(service, Cause.VIEW_CAUGHT_UP));
                } else if (foreign.contains(service)) {
                    requests.add(new SyncRequest(service, Cause.FOREIGN_EDIT));
                }
            }
            return requests.build();
        }
    }
}
