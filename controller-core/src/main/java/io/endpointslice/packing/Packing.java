package io.endpointslice.packing;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;

/**
 * How a group's endpoints are spread.
 *
 * @param slices one entry for each of the group's slices, in their order: for a forced slice all that it holds from now on
 *     (nothing: it is given up), for an unchanged one what it takes in addition (nothing: it is not written)
 * @param created the contents of new slices; none is empty
 * @param investment writes beyond those that have to be made
 */
public record Packing(
        ImmutableList<ImmutableIntArray> slices, ImmutableList<ImmutableIntArray> created, Investment investment) {
    /** A packing without a write that need not be. */
    public Packing(ImmutableList<ImmutableIntArray> slices, ImmutableList<ImmutableIntArray> created) {
        this(slices, created, Investment.NONE);
    }

    /**
     * Writes that cost now and are expected to save more later.
     *
     * @param created the contents of further new slices; none is empty. None of them may take the place of a slice that is given
     *     up (E16): all others may give to them, so they have to be written first
     * @param reused those unchanged slices of {@link Packing#slices} that need not have been written
     */
    public record Investment(ImmutableList<ImmutableIntArray> created, ImmutableIntArray reused) {
        public static final Investment NONE = new Investment(ImmutableList.of(), ImmutableIntArray.of());

        /** How many writes it is. */
        public int writes() {
            return created.size() + reused.length();
        }
    }
}
