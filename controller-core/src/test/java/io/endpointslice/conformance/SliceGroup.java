package io.endpointslice.conformance;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the slices of one address type and port list say together, however they are cut.
 *
 * @param endpoints an endpoint that stands in two slices is there twice
 * @param labels the different sets of labels
 */
record SliceGroup(ImmutableMultiset<Endpoint> endpoints, ImmutableSet<ImmutableMap<String, String>> labels) {
    /** What the slices of a group have in common. */
    record Key(AddressType type, PortList ports) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byType = type.compareTo(other.type);
            return byType == 0 ? ports.compareTo(other.ports) : byType;
        }
    }

    /** The groups that those slices make up. */
    static ImmutableSortedMap<Key, SliceGroup> of(List<Slice> slices) {
        ImmutableSortedMap.Builder<Key, SliceGroup> groups = ImmutableSortedMap.naturalOrder();
        slices.stream()
                .collect(Collectors.groupingBy(slice -> new Key(slice.addressType(), slice.ports())))
                .forEach((key, members) -> groups.put(key, join(members)));
        return groups.build();
    }

    /** The same without any hints. */
    SliceGroup withoutHints() {
        return new SliceGroup(
                endpoints.stream()
                        .map(endpoint -> endpoint.withHints(Hints.NONE))
                        .collect(ImmutableMultiset.toImmutableMultiset()),
                labels);
    }

    private static SliceGroup join(List<Slice> slices) {
        ImmutableMultiset.Builder<Endpoint> endpoints = ImmutableMultiset.builder();
        ImmutableSet.Builder<ImmutableMap<String, String>> labels = ImmutableSet.builder();
        for (Slice slice : slices) {
            endpoints.addAll(slice.endpoints());
            labels.add(slice.meta().labels());
        }
        return new SliceGroup(endpoints.build(), labels.build());
    }
}
