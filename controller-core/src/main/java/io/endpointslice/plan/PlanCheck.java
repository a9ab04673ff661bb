package io.endpointslice.plan;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.HashMultiset;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** What a group should publish at the end, and what it publishes now, as often as it does. */
    private static final class Places {
        private final Set<EndpointIdentity> desired = new HashSet<>();
        private final Multiset<EndpointIdentity> published = HashMultiset.create();

        private void publish(Slice slice) {
            slice.endpoints().forEach(endpoint -> published.add(endpoint.identity()));
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
                    Places places = places(type, ports);
                    endpoints.forEach(endpoint -> places.desired.add(endpoint.identity()));
                }));
        slices.stream()
                .filter(slice -> !slice.meta().deleting())
                .forEach(slice -> places(slice).publish(slice));
    }

    private Places places(Slice slice) {
        return places(slice.addressType(), slice.ports());
    }

    private Places places(AddressType type, PortList ports) {
        return groups.computeIfAbsent(new Group(type, ports), group -> new Places());
    }

    /** A settled slice publishes what it should, so that is both desired and published. */
    private void settled(Slice slice) {
        Places places = places(slice);
        slice.endpoints().forEach(endpoint -> places.desired.add(endpoint.identity()));
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
            EndpointIdentity identity = endpoint.identity();
            if (places.published.remove(identity, 1) <= 1 && places.desired.contains(identity)) {
                throw violation("P3", write, "leaves " + identity + " unpublished");
            }
        }
    }

    private void checkComplete() {
        groups.forEach((group, places) -> {
            for (EndpointIdentity endpoint : places.desired) {
                int count = places.published.count(endpoint);
                if (count != 1) {
                    throw violation("P1", endpoint, "is published " + count + " times at the end");
                }
            }
            if (places.published.size() != places.desired.size()) {
                throw violation("P1", group.ports(), "publishes what is not desired");
            }
        });
    }

    private PlanViolationException violation(String rule, Object where, String what) {
        return new PlanViolationException(rule + " is broken for " + service + ": " + where + " " + what + "; writes: "
                + writes + "; snapshot: " + snapshot);
    }
}
