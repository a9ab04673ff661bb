package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The slices as an API server keeps them. Names are given in the order of the creates. */
final class SliceLedger {
    private final NavigableMap<String, Slice> slices = new TreeMap<>();
    private int created;

    void apply(SliceWrite write) {
        Slice slice = write.slice();
        if (write instanceof SliceWrite.Create) {
            created++;
            store(slice, String.format("%s%06d", slice.meta().generateName(), created), 1);
        } else if (write instanceof SliceWrite.Update) {
            store(slice, slice.name(), slice.meta().generation() + 1);
        } else {
            slices.remove(slice.name());
        }
    }

    private void store(Slice slice, String name, long generation) {
        slices.put(
                name,
                new Slice(
                        slice.meta().storedAs(name, "uid-" + name, Long.toString(generation), generation),
                        slice.addressType(),
                        slice.ports(),
                        slice.endpoints()));
    }

    /** All slices, sorted by name. */
    ImmutableList<Slice> all() {
        return ImmutableList.copyOf(slices.values());
    }

    int size() {
        return slices.size();
    }
}
