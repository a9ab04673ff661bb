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
import io.endpointslice.model.TargetRef;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.plan.EndpointsWrite;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The Endpoints object of a Service whose Pods all offer the same ports, from the object that stands and from the Pods that have
 * changed since it was right. Where others would have to be looked at there is no answer.
 *
 * @param subset the only one of the object that stands
 * @param offered the addresses of the Pods that have changed
 */
record AddressChange(
        ServiceFacts service,
        LegacyEndpoints before,
        EndpointSubset subset,
        SettledAddresses settled,
        ImmutableList<OfferedAddress> offered) {

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
                ? Optional.of(new AddressChange(service, before.get(), subset, settled, offered))
                : Optional.empty();
    }

    /** Nothing of it has to be left out (Q8), or looks different once it is stored (Q11). */
    private static boolean isPlain(PodFacts pod, PodAddresses mapping) {
        return mapping.notes(pod).isEmpty() && !pod.nodeName().isEmpty();
    }

    /** The plan; empty if the whole Service has to be looked at. */
    Optional<EndpointsPlan> plan(Optional<Instant> triggerTime) {
        return EndpointsMetadata.saysWhether(true, before.meta().annotations())
                ? beyondTheCut()
                : rewritten().map(after -> {
                    EndpointsCheck.checkChange(this, after);
                    return after.equals(subset)
                            ? plan(ImmutableList.of(), false, after.size())
                            : plan(ImmutableList.of(update(after, triggerTime)), false, after.size());
                });
    }

    /** A full object stays as it is as long as what changes is not in it and could not take a place in it (L5). */
    private Optional<EndpointsPlan> beyondTheCut() {
        boolean published = Stream.of(subset.addresses(), subset.notReadyAddresses())
                .flatMap(List::stream)
                .anyMatch(this::isChanged);
        boolean wanted =
                !subset.notReadyAddresses().isEmpty() && offered.stream().anyMatch(AddressChange::isReady);
        int left = settled.offered() - (settled.changedPods().size() - offered.size());
        return published || wanted || left <= Capacity.MOST_ADDRESSES
                ? Optional.empty()
                : Optional.of(plan(ImmutableList.of(), true, left));
    }

    private Optional<EndpointSubset> rewritten() {
        EndpointSubset after = new EndpointSubset(
                replaced(subset.addresses(), true), replaced(subset.notReadyAddresses(), false), subset.ports());
        return after.size() == 0 || after.size() > Capacity.MOST_ADDRESSES ? Optional.empty() : Optional.of(after);
    }

    private ImmutableList<EndpointAddress> replaced(ImmutableList<EndpointAddress> addresses, boolean ready) {
        ImmutableList.Builder<EndpointAddress> result = ImmutableList.builderWithExpectedSize(addresses.size());
        result.addAll(unchanged(addresses));
        for (OfferedAddress address : offered) {
            if (isReady(address) == ready) {
                result.add(address.address());
            }
        }
        return ImmutableList.sortedCopyOf(AddressKey.ADDRESS_ORDER, result.build());
    }

    private EndpointsWrite update(EndpointSubset after, Optional<Instant> triggerTime) {
        return new EndpointsWrite.Update(
                before,
                new LegacyEndpoints(
                        EndpointsMetadata.update(before.meta(), service, false, triggerTime), ImmutableList.of(after)),
                ImmutableSortedSet.copyOf(
                        DesiredObject.differences(List.of(onlyChanged(subset)), List.of(onlyChanged(after)))));
    }

    private EndpointsPlan plan(ImmutableList<EndpointsWrite> writes, boolean truncated, int atLeast) {
        return new EndpointsPlan(
                service.key(), writes, ImmutableList.of(), ImmutableList.of(), truncated, OptionalInt.of(atLeast));
    }

    /** What a subset says of the Pods that have changed. */
    EndpointSubset onlyChanged(EndpointSubset whole) {
        return new EndpointSubset(
                selected(whole.addresses(), true), selected(whole.notReadyAddresses(), true), whole.ports());
    }

    /** Those addresses that are of Pods that have not changed. */
    ImmutableList<EndpointAddress> unchanged(List<EndpointAddress> addresses) {
        return selected(addresses, false);
    }

    private ImmutableList<EndpointAddress> selected(List<EndpointAddress> addresses, boolean changed) {
        ImmutableList.Builder<EndpointAddress> selected = ImmutableList.builder();
        for (EndpointAddress address : addresses) {
            if (isChanged(address) == changed) {
                selected.add(address);
            }
        }
        return selected.build();
    }

    /** Whether the address is that of a Pod that has changed. */
    private boolean isChanged(EndpointAddress address) {
        Optional<TargetRef> target = address.targetRef();
        return settled.changedPods().contains(target.isPresent() ? target.get().name() : "");
    }

    private static boolean isReady(OfferedAddress address) {
        return address.offer().ports().values().stream().allMatch(ready -> ready);
    }
}
