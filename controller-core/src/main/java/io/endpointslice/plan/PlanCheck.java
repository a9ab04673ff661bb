package io.endpointslice.plan;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import io.endpointslice.mapping.DesiredEndpoints;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.MirroringSnapshot;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Proves a plan before it is written, by carrying it out on paper: complete and within the cap at the end (P1), no gap after
 * any write (P3). Knows nothing of how the plan was made.
 */
public final class PlanCheck {
    private final ServiceKey service;
    private final Object snapshot;
    private final List<SliceWrite> writes;
    private final Set<Place> desired = new HashSet<>();
    private final Multiset<Place> published = HashMultiset.create();

    /** An endpoint in a group: address type and port list. */
    private record Place(AddressType type, PortList ports, EndpointIdentity endpoint) {}

    private PlanCheck(
            ServiceKey service,
            Object snapshot,
            List<Slice> slices,
            DesiredEndpoints desired,
            List<SliceWrite> writes) {
        this.service = service;
        this.snapshot = snapshot;
        this.writes = writes;
        desired.groups()
                .forEach((type, groups) -> groups.forEach((ports, endpoints) ->
                        endpoints.forEach(endpoint -> this.desired.add(new Place(type, ports, endpoint.identity())))));
        slices.stream().filter(slice -> !slice.meta().deleting()).forEach(slice -> published.addAll(places(slice)));
    }

    /** A settled slice publishes what it should, so that is both desired and published. */
    private void settled(Slice slice) {
        desired.addAll(places(slice));
        published.addAll(places(slice));
    }

    /**
     * Checks the writes in their order. Of settled slices only those are looked at that are written nevertheless.
     *
     * @param cap the most endpoints of a slice that is written
     * @param complete whether all desired endpoints must be published at the end; not so for a Service that is being deleted
     * @throws PlanViolationException if an invariant does not hold
     */
    static void check(
            ServiceSnapshot snapshot, DesiredEndpoints desired, List<SliceWrite> writes, int cap, boolean complete) {
        PlanCheck check = new PlanCheck(snapshot.service().key(), snapshot, snapshot.slices(), desired, writes);
        snapshot.settled().ifPresent(settled -> {
            ImmutableSet<String> written =
                    writes.stream().map(write -> write.slice().name()).collect(toImmutableSet());
            settled.slices().stream()
                    .filter(slice -> written.contains(slice.name()))
                    .forEach(check::settled);
        });
        check.check(cap, complete);
    }

    /** The same for slices that mirror an Endpoints object. */
    public static void check(
            MirroringSnapshot snapshot, DesiredEndpoints desired, List<SliceWrite> writes, int cap, boolean complete) {
        new PlanCheck(snapshot.key(), snapshot, snapshot.slices(), desired, writes).check(cap, complete);
    }

    private void check(int cap, boolean complete) {
        carryOut(cap);
        if (complete) {
            checkComplete();
        }
    }

    private void carryOut(int cap) {
        for (SliceWrite write : writes) {
            if (!(write instanceof SliceWrite.Delete)) {
                require(write.slice().endpoints().size() <= cap, "P1", write, "holds more than " + cap + " endpoints");
                published.addAll(places(write.slice()));
            }
            for (Place place : before(write)) {
                published.remove(place);
                require(
                        published.contains(place) || !desired.contains(place),
                        "P3",
                        write,
                        "leaves " + place.endpoint() + " unpublished");
            }
        }
    }

    private void checkComplete() {
        for (Place place : desired) {
            int count = published.count(place);
            require(count == 1, "P1", place, "is published " + count + " times at the end");
        }
        require(published.size() == desired.size(), "P1", service, "publishes what is not desired");
    }

    private static List<Place> before(SliceWrite write) {
        if (write instanceof SliceWrite.Create) {
            return List.of();
        }
        return places(write instanceof SliceWrite.Update update ? update.before() : write.slice());
    }

    private static ImmutableList<Place> places(Slice slice) {
        ImmutableList.Builder<Place> places = ImmutableList.builder();
        for (Endpoint endpoint : slice.endpoints()) {
            places.add(new Place(slice.addressType(), slice.ports(), endpoint.identity()));
        }
        return places.build();
    }

    private void require(boolean holds, String rule, Object where, String what) {
        if (!holds) {
            throw new PlanViolationException(rule + " is broken for " + service + ": " + where + " " + what
                    + "; writes: " + writes + "; snapshot: " + snapshot);
        }
    }
}
