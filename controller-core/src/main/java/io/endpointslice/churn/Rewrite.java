package io.endpointslice.churn;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Slice;

/**
 * What one sync wrote, to be remembered.
 *
 * @param before the slices that were updated or deleted, as they were
 * @param after the slices that were created or updated, as they are
 * @param untouched endpoints in slices that were not written
 * @param needed the fewest writes that any plan needed
 * @param writes the writes that were made
 */
public record Rewrite(ImmutableList<Slice> before, ImmutableList<Slice> after, int untouched, int needed, int writes) {}
