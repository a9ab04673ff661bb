package io.endpointslice.legacy;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.SettledAddresses;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.plan.EndpointsWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The Endpoints object of a Service whose Pods all offer the same ports, from the object that stands and from the Pods that have
 * changed since it was right. Where others would have to be looked at there is no answer.
 *
 * @param before the object that stands, with one subset, in order
 * @param standing that subset, by whether a Pod has changed
 * @param wanted what the Pods that have changed offer
 */
record AddressChange(
        ServiceFacts service,
        LegacyEndpoints before,
        SettledAddresses settled,
        SubsetParts standing,
        EndpointSubset wanted) {

    /** The change; empty if the whole Service has to be looked at. */
    static Optional<AddressChange> of(EndpointsSnapshot snapshot, SettledAddresses settled) {
        Optional<LegacyEndpoints> before =
                snapshot.endpoints().filter(endpoints -> endpoints.subsets().size() == 1);
        if (before.isEmpty() || snapshot.service().isEmpty()) {
            return Optional.empty();
        }
        ServiceFacts service = snapshot.service().get();
        PodAddresses mapping = new PodAddresses(service);
        EndpointSubset subset = before.get().subsets().get(0);
        ImmutableList<OfferedAddress> offered = snapshot.pods().stream()
                .flatMap(pod -> mapping.map(pod).stream())
                .collect(toImmutableList());
        ImmutableSet<EndpointPort> ports =
                subset.ports().isEmpty() ? ImmutableSet.of(Offer.NO_PORT) : ImmutableSet.copyOf(subset.ports());
        boolean plain = snapshot.pods().stream().allMatch(pod -> isPlain(pod, mapping))
                && offered.stream()
                        .allMatch(address -> address.offer().ports().keySet().equals(ports));
        return plain
                ? Optional.of(new AddressChange(
                        service,
                        before.get(),
                        settled,
                        SubsetParts.of(subset, settled.changedPods()),
                        subset(offered, subset.ports())))
                : Optional.empty();
    }

    /** Nothing of it has to be left out (Q8), or looks different once it is stored (Q11). */
    private static boolean isPlain(PodFacts pod, PodAddresses mapping) {
        return mapping.notes(pod).isEmpty() && !pod.nodeName().isEmpty();
    }

    private static EndpointSubset subset(List<OfferedAddress> offered, ImmutableList<EndpointPort> ports) {
        return new EndpointSubset(sorted(offered, true), sorted(offered, false), ports);
    }

    private static ImmutableList<EndpointAddress> sorted(List<OfferedAddress> offered, boolean ready) {
        return offered.stream()
                .filter(address -> isReady(address) == ready)
                .map(OfferedAddress::address)
                .sorted(AddressKey.ADDRESS_ORDER)
                .collect(toImmutableList());
    }

    private static boolean isReady(OfferedAddress address) {
        return address.offer().ports().values().stream().allMatch(ready -> ready);
    }

    /** The plan; empty if the whole Service has to be looked at. */
    Optional<EndpointsPlan> plan(Optional<Instant> triggerTime) {
        return EndpointsMetadata.saysWhether(true, before.meta().annotations())
                ? beyondTheCut()
                : withinTheCut(triggerTime);
    }

    /** A full object stays as it is as long as what changes is not in it and could not take a place in it (L5). */
    private Optional<EndpointsPlan> beyondTheCut() {
        boolean published = standing.changed().size() > 0;
        boolean taking = !standing.unchanged().notReadyAddresses().isEmpty()
                && !wanted.addresses().isEmpty();
        int left = settled.offered() - (settled.changedPods().size() - wanted.size());
        return published || taking || left <= Capacity.MOST_ADDRESSES
                ? Optional.empty()
                : Optional.of(plan(ImmutableList.of(), true, left));
    }

    private Optional<EndpointsPlan> withinTheCut(Optional<Instant> triggerTime) {
        int size = standing.unchanged().size() + wanted.size();
        if (size == 0 || size > Capacity.MOST_ADDRESSES) {
            return Optional.empty();
        }
        ImmutableList<EndpointsWrite> writes =
                wanted.equals(standing.changed()) ? ImmutableList.of() : ImmutableList.of(update(triggerTime));
        return Optional.of(plan(writes, false, size));
    }

    private EndpointsWrite update(Optional<Instant> triggerTime) {
        EndpointSubset unchanged = standing.unchanged();
        EndpointSubset after = new EndpointSubset(
                merged(unchanged.addresses(), wanted.addresses()),
                merged(unchanged.notReadyAddresses(), wanted.notReadyAddresses()),
                wanted.ports());
        EndpointsCheck.checkChange(service.key(), unchanged, wanted, after);
        return new EndpointsWrite.Update(
                before,
                new LegacyEndpoints(
                        EndpointsMetadata.update(before.meta(), service, false, triggerTime), ImmutableList.of(after)),
                ImmutableSortedSet.copyOf(DesiredObject.differences(List.of(standing.changed()), List.of(wanted))));
    }

    /** Few are added to many, so that each is put in its place instead of all being sorted. */
    private static ImmutableList<EndpointAddress> merged(
            ImmutableList<EndpointAddress> addresses, ImmutableList<EndpointAddress> added) {
        if (added.isEmpty()) {
            return addresses;
        }
        List<EndpointAddress> merged = new ArrayList<>(addresses.size() + added.size());
        merged.addAll(addresses);
        for (EndpointAddress address : added) {
            int found = Collections.binarySearch(merged, address, AddressKey.ADDRESS_ORDER);
            merged.add(found < 0 ? -found - 1 : found, address);
        }
        return ImmutableList.copyOf(merged);
    }

    private EndpointsPlan plan(ImmutableList<EndpointsWrite> writes, boolean truncated, int atLeast) {
        return new EndpointsPlan(
                service.key(), writes, ImmutableList.of(), ImmutableList.of(), truncated, OptionalInt.of(atLeast));
    }
}
