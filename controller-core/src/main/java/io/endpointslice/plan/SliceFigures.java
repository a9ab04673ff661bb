package io.endpointslice.plan;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;
import static java.math.RoundingMode.CEILING;
import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.math.IntMath;
import io.endpointslice.mapping.DesiredEndpoints;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Hinting;
import io.endpointslice.model.ServiceFacts;
import java.util.List;

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
     * @param writes that make {@code desired} of the standing slices
     */
    static SliceFigures of(
            ServiceFacts service,
            StandingSlices standing,
            DesiredEndpoints desired,
            List<SliceWrite> writes,
            int maxEndpointsPerSlice) {
        ImmutableSortedMap<AddressType, Fill> fill = desired.groups().keySet().stream()
                .collect(toImmutableSortedMap(naturalOrder(), type -> type, type -> {
                    StandingSlices before = standing.of(type);
                    ImmutableList<Integer> sizes = sizes(before, desired, type);
                    return new Fill(
                            sizes.stream().mapToInt(size -> size).sum(),
                            before.owned().size() + created(type, writes) - deleted(type, service, writes),
                            leastSlices(sizes, maxEndpointsPerSlice));
                }));
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

    /** How many endpoints each port list has. */
    private static ImmutableList<Integer> sizes(StandingSlices standing, DesiredEndpoints desired, AddressType type) {
        return requireNonNull(desired.groups().get(type)).entrySet().stream()
                .map(group -> group.getValue().size() + standing.settledEndpoints(group.getKey()))
                .collect(toImmutableList());
    }

    /** A Service has a placeholder at least (E13). */
    private static int leastSlices(List<Integer> sizes, int maxEndpointsPerSlice) {
        return sizes.isEmpty()
                ? 1
                : sizes.stream()
                        .mapToInt(size -> IntMath.divide(size, maxEndpointsPerSlice, CEILING))
                        .sum();
    }

    private static int created(AddressType type, List<SliceWrite> writes) {
        return (int) writes.stream()
                .filter(write ->
                        write instanceof SliceWrite.Create && write.slice().addressType() == type)
                .count();
    }

    private static int deleted(AddressType type, ServiceFacts service, List<SliceWrite> writes) {
        return (int) writes.stream()
                .filter(write -> write instanceof SliceWrite.Delete
                        && write.slice().addressType() == type
                        && write.slice().isOwnedBy(service))
                .count();
    }
}
