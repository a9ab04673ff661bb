package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * What of a Service need not be looked at, because its last sync left it right and nothing that it depends on has changed.
 *
 * @param changedPods names of the Pods that may have changed since, whether they are still there and selected or not; what
 *     is published of all others is right
 * @param slices those that publish none of them, in any order; right as they are
 */
public record Settled(ImmutableSet<String> changedPods, ImmutableList<Slice> slices) {
    /** The endpoints of a slice that is not among {@link #slices} and that publish Pods which have not changed. */
    public ImmutableList<Endpoint> unchangedOf(Slice slice) {
        ImmutableList.Builder<Endpoint> unchanged =
                ImmutableList.builderWithExpectedSize(slice.endpoints().size());
        for (Endpoint endpoint : slice.endpoints()) {
            if (!changedPods.contains(endpoint.identity().name())) {
                unchanged.add(endpoint);
            }
        }
        return unchanged.build();
    }
}
