package io.endpointslice.state;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.Slice;

/** The same slice at another version, as an API server would hand it out. */
final class Versions {
    private Versions() {}

    static Slice at(Slice slice, long generation, long resourceVersion) {
        return at(slice, slice.meta().uid(), generation, Long.toString(resourceVersion));
    }

    static Slice at(Slice slice, String uid, long generation, String resourceVersion) {
        return with(
                slice,
                uid,
                generation,
                resourceVersion,
                slice.meta().labels(),
                slice.meta().deleting());
    }

    static Slice labelled(Slice slice, String key, String value) {
        ImmutableMap<String, String> labels = ImmutableMap.<String, String>builder()
                .putAll(slice.meta().labels())
                .put(key, value)
                .buildKeepingLast();
        Metadata meta = slice.meta();
        return with(slice, meta.uid(), meta.generation(), meta.resourceVersion(), labels, meta.deleting());
    }

    static Slice deleting(Slice slice) {
        Metadata meta = slice.meta();
        return with(slice, meta.uid(), meta.generation(), meta.resourceVersion(), meta.labels(), true);
    }

    private static Slice with(
            Slice slice,
            String uid,
            long generation,
            String resourceVersion,
            ImmutableMap<String, String> labels,
            boolean deleting) {
        Metadata meta = new Metadata(
                slice.meta().namespace(),
                slice.meta().name(),
                slice.meta().generateName(),
                uid,
                resourceVersion,
                generation,
                labels,
                slice.meta().annotations(),
                slice.meta().owners(),
                slice.meta().finalizers(),
                deleting);
        return new Slice(meta, slice.addressType(), slice.ports(), slice.endpoints());
    }
}
