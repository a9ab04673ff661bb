package io.endpointslice.cli.inspect;

import static com.google.common.collect.ImmutableSetMultimap.toImmutableSetMultimap;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.math.IntMath;
import io.endpointslice.cli.cluster.ApiJson;
import io.endpointslice.cli.cluster.SliceObject;
import io.endpointslice.cli.inspect.Finding.OverCapacity;
import io.endpointslice.mapping.AddressTypes;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceFacts;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts the slices of one Service and what is in them.
 *
 * @param maxEndpointsPerSlice what counts as a full slice
 */
record SliceFigures(int maxEndpointsPerSlice) {
    /** Whose slices of an address type these are. */
    private record Owner(String managedBy, AddressType type) {}

    private record Group(Owner owner, PortList ports) {}

    private record Published(AddressType type, PortList ports, EndpointIdentity endpoint) {}

    /**
     * The figures of all slices of a Service.
     *
     * @param service absent if it is gone; then no slice is needed
     */
    Figures of(Optional<ServiceFacts> service, List<SliceObject> slices) {
        Set<Published> different = new HashSet<>();
        slices.forEach(slice -> published(slice).forEach(different::add));
        int all = slices.stream().mapToInt(SliceFigures::size).sum();
        return new Figures(
                slices.size(),
                service.map(facts -> ideal(facts, slices)).orElse(0),
                different.size(),
                all - different.size(),
                slices.stream().mapToLong(SliceFigures::bytes).sum());
    }

    /** The slice as one with more endpoints than the maximum; empty if it is not. */
    Optional<Finding> tooLarge(SliceObject slice) {
        return size(slice) > maxEndpointsPerSlice
                ? Optional.of(
                        new OverCapacity(slice.slice().name(), "over capacity, with " + size(slice) + " endpoints"))
                : Optional.empty();
    }

    private int ideal(ServiceFacts service, List<SliceObject> slices) {
        ImmutableSetMultimap<Group, EndpointIdentity> groups = slices.stream()
                .flatMap(slice -> slice.slice().endpoints().stream()
                        .map(endpoint -> new Entry(group(slice), endpoint.identity())))
                .collect(toImmutableSetMultimap(Entry::group, Entry::endpoint));
        return owners(service, slices).stream()
                .mapToInt(owner -> Math.max(1, needed(groups, owner)))
                .sum();
    }

    private record Entry(Group group, EndpointIdentity endpoint) {}

    private int needed(ImmutableSetMultimap<Group, EndpointIdentity> groups, Owner owner) {
        return groups.asMap().entrySet().stream()
                .filter(group -> group.getKey().owner.equals(owner))
                .mapToInt(group -> IntMath.divide(group.getValue().size(), maxEndpointsPerSlice, RoundingMode.CEILING))
                .sum();
    }

    /** The controller has at least one slice for each address type of a Service (E13), and none of another (E4). */
    private static ImmutableSet<Owner> owners(ServiceFacts service, List<SliceObject> slices) {
        ImmutableSet.Builder<Owner> owners = ImmutableSet.builder();
        ImmutableSet<AddressType> types =
                service.isSelecting() ? ImmutableSet.copyOf(AddressTypes.of(service)) : ImmutableSet.of();
        types.forEach(type -> owners.add(new Owner(KubernetesNames.SLICE_CONTROLLER, type)));
        slices.stream()
                .map(slice -> group(slice).owner)
                .filter(owner -> !service.isSelecting()
                        || !owner.managedBy.equals(KubernetesNames.SLICE_CONTROLLER)
                        || types.contains(owner.type))
                .forEach(owners::add);
        return owners.build();
    }

    private static Group group(SliceObject slice) {
        return new Group(
                new Owner(slice.managedBy(), slice.slice().addressType()),
                slice.slice().ports());
    }

    private static Stream<Published> published(SliceObject object) {
        return object.slice().endpoints().stream()
                .map(endpoint -> new Published(
                        object.slice().addressType(), object.slice().ports(), endpoint.identity()));
    }

    private static int size(SliceObject slice) {
        return slice.slice().endpoints().size();
    }

    private static long bytes(SliceObject slice) {
        return ApiJson.MAPPER.writeValueAsBytes(slice.raw()).length;
    }
}
