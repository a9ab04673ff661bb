package io.endpointslice.plan;

import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.Metadata;

/** One write of one object. */
public sealed interface Write permits SliceWrite, EndpointsWrite {
    /** Why, in the order of {@link Reason}; never empty. */
    ImmutableSortedSet<Reason> reasons();

    /** {@code create}, {@code update} or {@code delete}. */
    String verb();

    /** The metadata of the object as it is after the write; for a delete, as it was before. */
    Metadata meta();

    /** Whether the object was not there before. */
    default boolean creates() {
        return verb().equals("create");
    }

    /** Whether the object is not there after it. */
    default boolean deletes() {
        return verb().equals("delete");
    }
}
