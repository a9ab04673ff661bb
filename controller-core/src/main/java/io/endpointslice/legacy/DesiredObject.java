package io.endpointslice.legacy;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.MapDifference;
import com.google.common.collect.Maps;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a Service's Endpoints object should say.
 *
 * @param addresses what the Pods offer
 * @param whole the canonical subsets of that
 * @param subsets the same, cut to the capacity
 */
record DesiredObject(
        ServiceFacts service,
        ImmutableList<OfferedAddress> addresses,
        ImmutableList<EndpointSubset> whole,
        ImmutableList<EndpointSubset> subsets) {

    /**
     * The object for those addresses.
     *
     * @param published the subsets of the object as it stands; of addresses beyond the capacity these stay (L5)
     */
    static DesiredObject of(
            ServiceFacts service, ImmutableList<OfferedAddress> addresses, ImmutableList<EndpointSubset> published) {
        ImmutableList<EndpointSubset> whole = SubsetRepacking.pack(addresses);
        ImmutableList<EndpointSubset> subsets =
                Capacity.isExceeded(whole) ? Capacity.cut(whole, OfferedAddress.in(published)) : whole;
        return new DesiredObject(service, addresses, whole, subsets);
    }

    /** Whether not all addresses have a place in it. */
    boolean truncated() {
        return Capacity.isExceeded(whole);
    }

    /** How many addresses are offered, if all offer the same ports. */
    OptionalInt offered() {
        return whole.size() == 1 ? OptionalInt.of(addresses.size()) : OptionalInt.empty();
    }

    /** Whether an object says it in the order of addresses in which it would be written. */
    boolean standsInOrder(LegacyEndpoints object) {
        return byPorts(object.subsets()).equals(byPorts(subsets));
    }

    /** The object as it is created. */
    EndpointsWrite create(Optional<Instant> triggerTime) {
        Metadata meta = EndpointsMetadata.create(
                service,
                EndpointsMetadata.labels(service),
                EndpointsMetadata.annotations(ImmutableMap.of(), truncated(), triggerTime));
        return new EndpointsWrite.Create(
                new LegacyEndpoints(meta, inWrittenOrder()), ImmutableSortedSet.of(Reason.NO_ENDPOINTS_OBJECT));
    }

    /** The update that makes an object say so; none if it does already. */
    Optional<EndpointsWrite> update(LegacyEndpoints before, Optional<Instant> triggerTime) {
        ImmutableSortedSet<Reason> reasons = reasons(before);
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        Metadata meta = EndpointsMetadata.update(before.meta(), service, truncated(), triggerTime);
        return Optional.of(new EndpointsWrite.Update(before, new LegacyEndpoints(meta, inWrittenOrder()), reasons));
    }

    /** The reference orders subsets before it cuts them. */
    private ImmutableList<EndpointSubset> inWrittenOrder() {
        ImmutableMap<PortList, EndpointSubset> byPorts =
                Maps.uniqueIndex(subsets, subset -> new PortList(subset.ports()));
        return ReferenceOrder.of(whole).stream()
                .flatMap(subset -> Stream.ofNullable(byPorts.get(new PortList(subset.ports())))
                        .map(cut -> new EndpointSubset(cut.addresses(), cut.notReadyAddresses(), subset.ports())))
                .collect(toImmutableList());
    }

    private ImmutableSortedSet<Reason> reasons(LegacyEndpoints before) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (!standsInOrder(before)) {
            addDifferences(before, reasons);
        }
        if (!before.meta().labels().equals(EndpointsMetadata.labels(service))) {
            reasons.add(Reason.ENDPOINTS_LABELS);
        }
        if (!EndpointsMetadata.saysWhether(truncated(), before.meta().annotations())) {
            reasons.add(Reason.CAPACITY_ANNOTATION);
        }
        return ImmutableSortedSet.copyOf(reasons);
    }

    /** The order of subsets and of their ports says nothing. */
    private static ImmutableList<EndpointSubset> byPorts(List<EndpointSubset> subsets) {
        return subsets.stream()
                .map(subset -> Map.entry(new PortList(subset.ports()), subset))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new EndpointSubset(
                        entry.getValue().addresses(),
                        entry.getValue().notReadyAddresses(),
                        entry.getKey().ports()))
                .collect(toImmutableList());
    }

    private static Map<AddressKey, OfferedAddress> stored(List<EndpointSubset> subsets) {
        return Maps.transformValues(
                OfferedAddress.in(subsets),
                offered -> new OfferedAddress(offered.address().asStored(), offered.offer()));
    }

    /** Nor does it matter how addresses are cut into subsets, as long as each offers what it should. */
    private void addDifferences(LegacyEndpoints before, Set<Reason> reasons) {
        reasons.addAll(differences(before.subsets(), subsets));
        if (Capacity.isExceeded(before.subsets())) {
            reasons.add(Reason.ABOVE_CAPACITY);
        }
    }

    /** How what subsets offer differs from what others do. */
    static Set<Reason> differences(List<EndpointSubset> before, List<EndpointSubset> after) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        MapDifference<AddressKey, OfferedAddress> difference = Maps.difference(stored(before), stored(after));
        if (!difference.entriesOnlyOnRight().isEmpty()) {
            reasons.add(Reason.ADDRESS_ADDED);
        }
        if (!difference.entriesOnlyOnLeft().isEmpty()) {
            reasons.add(Reason.ADDRESS_REMOVED);
        }
        if (!difference.entriesDiffering().isEmpty()) {
            reasons.add(Reason.ADDRESS_CHANGED);
        }
        return reasons;
    }
}
