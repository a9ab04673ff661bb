package io.endpointslice.conformance;

import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Slice;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The hints of one address type in numbers: what can be compared where the reference picks single endpoints at random.
 *
 * @param ready endpoints that are ready
 * @param hinted endpoints that have hints
 * @param zones how many endpoints of one zone are hinted for another, or for their own
 */
record HintCounts(int ready, int hinted, ImmutableMultiset<FromTo> zones) {
    /** An endpoint's zone and the zone that it is hinted for. */
    record FromTo(String zone, String hint) {}

    /** The same without what is told of zones. */
    HintCounts withoutZones() {
        return new HintCounts(ready, hinted, ImmutableMultiset.of());
    }

    /** The counts of those slices. */
    static ImmutableSortedMap<AddressType, HintCounts> of(List<Slice> slices) {
        return slices.stream().collect(Collectors.groupingBy(Slice::addressType)).entrySet().stream()
                .collect(ImmutableSortedMap.toImmutableSortedMap(
                        Comparator.naturalOrder(), type -> type.getKey(), type -> count(type.getValue())));
    }

    private static HintCounts count(Collection<Slice> slices) {
        List<Endpoint> endpoints =
                slices.stream().flatMap(slice -> slice.endpoints().stream()).toList();
        ImmutableMultiset.Builder<FromTo> zones = ImmutableMultiset.builder();
        endpoints.forEach(endpoint ->
                endpoint.hints().forZones().forEach(hint -> zones.add(new FromTo(endpoint.zone(), hint))));
        return new HintCounts(
                (int) endpoints.stream()
                        .filter(endpoint -> endpoint.conditions().isReady())
                        .count(),
                (int) endpoints.stream()
                        .filter(endpoint -> !endpoint.hints().forZones().isEmpty())
                        .count(),
                zones.build());
    }
}
