package io.endpointslice.plan;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.Slice;
import java.util.Optional;

/** One write of one EndpointSlice. */
public sealed interface SliceWrite extends Write {
    /** The slice as it is after the write; for a delete, as it was before. */
    Slice slice();

    /** The slice as it stands before the write; empty for a create. */
    default Optional<Slice> standing() {
        if (this instanceof Update update) {
            return Optional.of(update.before());
        }
        return deletes() ? Optional.of(slice()) : Optional.empty();
    }

    /** The slice as it stands after the write; empty for a delete. */
    default Optional<Slice> left() {
        return deletes() ? Optional.empty() : Optional.of(slice());
    }

    @Override
    default Metadata meta() {
        return slice().meta();
    }

    /**
     * A new slice.
     *
     * @param slice without name: the API server makes one from the generateName (E11)
     */
    record Create(Slice slice, ImmutableSortedSet<Reason> reasons) implements SliceWrite {
        public Create {
            checkArgument(slice.name().isEmpty(), "a slice to create has the name %s", slice.name());
            checkArgument(!reasons.isEmpty(), "a create without a reason");
        }

        @Override
        public String verb() {
            return "create";
        }
    }

    /**
     * A slice with another content, on the condition that it still is at {@code before}'s resourceVersion.
     *
     * @param slice name, uid, resourceVersion and addressType are those of {@code before}
     */
    record Update(Slice before, Slice slice, ImmutableSortedSet<Reason> reasons) implements SliceWrite {
        public Update {
            checkArgument(
                    before.name().equals(slice.name()) && before.addressType() == slice.addressType(),
                    "an update of %s turns it into another slice",
                    before.name());
            checkArgument(!reasons.isEmpty(), "an update of %s without a reason", before.name());
        }

        @Override
        public String verb() {
            return "update";
        }
    }

    /** A slice that goes, on the condition that it still has {@code slice}'s uid and resourceVersion. */
    record Delete(Slice slice, ImmutableSortedSet<Reason> reasons) implements SliceWrite {
        public Delete {
            checkArgument(!reasons.isEmpty(), "a delete of %s without a reason", slice.name());
        }

        @Override
        public String verb() {
            return "delete";
        }
    }
}
