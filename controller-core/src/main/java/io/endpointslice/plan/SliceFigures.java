package io.endpointslice.plan;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;
import static java.math.RoundingMode.CEILING;
import static java.util.Comparator.naturalOrder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.math.IntMath;
import io.endpointslice.mapping.DesiredEndpoints;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hinting;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a plan for slices is about, in numbers and names, for those who count.
 *
 * @param fill of each address type that the Service has
 * @param topologyAuto hints are given by zones' CPU (H2)
 * @param trafficDistribution what hints follow; empty if it is unset, unknown, or gives way to {@code topologyAuto} (H1)
 * @param skippedAddresses of a hand-written Endpoints, those that are not mirrored (M2)
 */
public record SliceFigures(
        ImmutableSortedMap<AddressType, Fill> fill,
        boolean topologyAuto,
        String trafficDistribution,
        int skippedAddresses) {
    /**
     * The figures of a Service with a selector.
     *
     * @param writes that make {@code desired} of the snapshot
     */
    static SliceFigures of(
            ServiceSnapshot snapshot, DesiredEndpoints desired, List<SliceWrite> writes, int maxEndpointsPerSlice) {
        ServiceFacts service = snapshot.service();
        ImmutableSortedMap<AddressType, Fill> fill = desired.groups().entrySet().stream()
                .collect(toImmutableSortedMap(
                        naturalOrder(),
                        Map.Entry::getKey,
                        groups -> new Fill(
                                groups.getValue().values().stream()
                                        .mapToInt(Collection::size)
                                        .sum(),
                                slices(snapshot, groups.getKey(), writes),
                                leastSlices(groups.getValue().values(), maxEndpointsPerSlice))));
        boolean auto = service.hinting() == Hinting.TOPOLOGY_AUTO;
        boolean distributed = !auto && service.hinting() != Hinting.NONE;
        return new SliceFigures(fill, auto, distributed ? service.trafficDistribution() : "", 0);
    }

    /** The figures of a mirrored Endpoints. */
    public static SliceFigures mirrored(ImmutableSortedMap<AddressType, Fill> fill, int skippedAddresses) {
        return new SliceFigures(fill, false, "", skippedAddresses);
    }

    /** Of all address types together. */
    public Fill total() {
        return fill.values().stream().reduce(Fill.NONE, Fill::plus);
    }

    /** A Service has a placeholder at least (E13). */
    private static int leastSlices(Collection<ImmutableList<Endpoint>> groups, int maxEndpointsPerSlice) {
        return groups.isEmpty()
                ? 1
                : groups.stream()
                        .mapToInt(group -> IntMath.divide(group.size(), maxEndpointsPerSlice, CEILING))
                        .sum();
    }

    private static int slices(ServiceSnapshot snapshot, AddressType type, List<SliceWrite> writes) {
        long before = snapshot.slices().stream()
                .filter(slice -> !slice.meta().deleting() && counts(slice, type, snapshot.service()))
                .count();
        long created = writes.stream()
                .filter(write ->
                        write instanceof SliceWrite.Create && write.slice().addressType() == type)
                .count();
        long deleted = writes.stream()
                .filter(write -> write instanceof SliceWrite.Delete && counts(write.slice(), type, snapshot.service()))
                .count();
        return (int) (before + created - deleted);
    }

    private static boolean counts(Slice slice, AddressType type, ServiceFacts service) {
        return slice.addressType() == type && slice.isOwnedBy(service);
    }
}
