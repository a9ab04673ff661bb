package io.endpointslice.state;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.SetMultimap;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The slices that the informer shows, by name and by Service. A Service need not exist to have slices here. */
final class SliceIndex {
    private final Map<SliceKey, Slice> slices = new HashMap<>();
    private final SetMultimap<ServiceKey, SliceKey> byService = HashMultimap.create();

    /** Takes the slice in, and returns what stood under its name before. */
    Optional<Slice> put(Slice slice) {
        SliceKey key = SliceKey.of(slice);
        Optional<Slice> before = remove(key);
        slices.put(key, slice);
        SliceKey.serviceOf(slice).ifPresent(service -> byService.put(service, key));
        return before;
    }

    Optional<Slice> remove(SliceKey key) {
        Optional<Slice> before = Optional.ofNullable(slices.remove(key));
        before.flatMap(SliceKey::serviceOf).ifPresent(service -> byService.remove(service, key));
        return before;
    }

    Optional<Slice> get(SliceKey key) {
        return Optional.ofNullable(slices.get(key));
    }

    ImmutableList<Slice> of(ServiceKey service) {
        return byService.get(service).stream()
                .map(slices::get)
                .map(Objects::requireNonNull)
                .collect(toImmutableList());
    }
}
