package io.endpointslice.plan;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.endpointslice.mapping.DesiredEndpoints;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.MirroringSnapshot;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Proves a plan before it is written, by carrying it out on paper: complete and within the cap at the end (P1), no gap after
 * any write (P3). Knows nothing of how the plan was made.
 */
public final class PlanCheck {
    private final ServiceKey service;
    private final Object snapshot;
    private final List<SliceWrite> writes;
    private final Map<Group, Places> groups = new HashMap<>();

    /** Slices of an address type that share a port list. */
    private record Group(AddressType type, PortList ports) {}

    /** An endpoint of a group: whether it should be published at the end, and in how many slices it is now. */
    private static final class Place {
        private boolean desired;
        private int published;
    }

    /** What a group should publish at the end, and what it publishes now. */
    private static final class Places {
        private final Map<EndpointIdentity, Place> all;

        Places(int expected) {
            this.all = Maps.newHashMapWithExpectedSize(expected);
        }

        Place of(Endpoint endpoint) {
            return all.computeIfAbsent(endpoint.identity(), any -> new Place());
        }

        void desire(List<Endpoint> endpoints) {
            for (Endpoint endpoint : endpoints) {
                of(endpoint).desired = true;
            }
        }

        void publish(Slice slice) {
            for (Endpoint endpoint : slice.endpoints()) {
                of(endpoint).published++;
            }
        }
    }

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
                .forEach((type, byPorts) -> byPorts.forEach((ports, endpoints) -> {
                    Places places = new Places(endpoints.size());
                    places.desire(endpoints);
                    groups.put(new Group(type, ports), places);
                }));
        for (Slice slice : slices) {
            if (!slice.meta().deleting()) {
                places(slice).publish(slice);
            }
        }
    }

    private Places places(Slice slice) {
        return groups.computeIfAbsent(
                new Group(slice.addressType(), slice.ports()),
                group -> new Places(slice.endpoints().size()));
    }

    /** A settled slice publishes what it should, so that is both desired and published. */
    private void settled(Slice slice) {
        Places places = places(slice);
        places.desire(slice.endpoints());
        places.publish(slice);
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
            for (Slice slice : settled.slices()) {
                if (written.contains(slice.name())) {
                    check.settled(slice);
                }
            }
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
            write.left().ifPresent(after -> {
                if (after.endpoints().size() > cap) {
                    throw violation("P1", write, "holds more than " + cap + " endpoints");
                }
                places(after).publish(after);
            });
            write.standing().ifPresent(before -> unpublish(before, write));
        }
    }

    private void unpublish(Slice before, SliceWrite write) {
        Places places = places(before);
        for (Endpoint endpoint : before.endpoints()) {
            Place place = places.of(endpoint);
            place.published = Math.max(0, place.published - 1);
            if (place.published == 0 && place.desired) {
                throw violation("P3", write, "leaves " + endpoint.identity() + " unpublished");
            }
        }
    }

    private void checkComplete() {
        groups.forEach((group, places) -> {
            int strangers = 0;
            for (Map.Entry<EndpointIdentity, Place> entry : places.all.entrySet()) {
                Place place = entry.getValue();
                if (place.desired && place.published != 1) {
                    throw violation("P1", entry.getKey(), "is published " + place.published + " times at the end");
                }
                strangers += place.desired ? 0 : place.published;
            }
            if (strangers > 0) {
                throw violation("P1", group.ports(), "publishes what is not desired");
            }
        });
    }

    private PlanViolationException violation(String rule, Object where, String what) {
        return new PlanViolationException(rule + " is broken for " + service + ": " + where + " " + what + "; writes: "
                + writes + "; snapshot: " + snapshot);
    }
}
