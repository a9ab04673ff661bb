package io.endpointslice.packing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;

/** An existing slice of a group, as far as packing looks at it. */
public sealed interface SliceState {
    /**
     * A slice that would be wrong if it were left as it is: it costs a write whatever is done with it.
     *
     * @param kept those of its endpoints that stay desired, in their order; may be more than the cap
     * @param kinds the kind of each of them, see {@link Forecast}
     */
    record Forced(ImmutableIntArray kept, ImmutableIntArray kinds) implements SliceState {
        public Forced {
            checkArgument(kept.length() == kinds.length(), "%s endpoints of %s kinds", kept.length(), kinds.length());
        }

        /** A slice of whose endpoints nothing is known. */
        public Forced(ImmutableIntArray kept) {
            this(kept, ImmutableIntArray.copyOf(new int[kept.length()]));
        }
    }

    /**
     * A slice that is right as it is. It may take more endpoints, at the cost of a write, but gives none away.
     *
     * @param size how many endpoints it holds, 1 to the cap
     */
    record Unchanged(int size) implements SliceState {
        public Unchanged {
            checkArgument(size > 0, "an unchanged slice of %s endpoints", size);
        }
    }
}
