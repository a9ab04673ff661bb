package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The slices as an API server keeps them. Names are given in the order of the creates. */
final class SliceLedger {
    private final NavigableMap<String, Slice> slices = new TreeMap<>();
    private int created;

    /** Makes the write: the slice as it is stored, or nothing if it is deleted. */
    Optional<Slice> apply(SliceWrite write) {
        Slice slice = write.slice();
        if (write instanceof SliceWrite.Create) {
            created++;
            return Optional.of(store(slice, String.format("%s%06d", slice.meta().generateName(), created), 1));
        } else if (write instanceof SliceWrite.Update) {
            return Optional.of(store(slice, slice.name(), slice.meta().generation() + 1));
        }
        slices.remove(slice.name());
        return Optional.empty();
    }

    private Slice store(Slice slice, String name, long generation) {
        Slice stored = new Slice(
                slice.meta().storedAs(name, "uid-" + name, Long.toString(generation), generation),
                slice.addressType(),
                slice.ports(),
                slice.endpoints());
        slices.put(name, stored);
        return stored;
    }

    /** All slices, sorted by name. */
    ImmutableList<Slice> all() {
        return ImmutableList.copyOf(slices.values());
    }

    int size() {
        return slices.size();
    }
}
