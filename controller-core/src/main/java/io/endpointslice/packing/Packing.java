package io.endpointslice.packing;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;

/**
 * How a group's endpoints are spread.
 *
 * @param slices one entry for each of the group's slices, in their order: for a forced slice all that it holds from now on
 *     (nothing: it is given up), for an unchanged one what it takes in addition (nothing: it is not written)
 * @param created the contents of new slices; none is empty
 */
public record Packing(ImmutableList<ImmutableIntArray> slices, ImmutableList<ImmutableIntArray> created) {}
