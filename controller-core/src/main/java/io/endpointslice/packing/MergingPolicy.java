package io.endpointslice.packing;

/**
 * The fewest writes, and of the slices that are written anyway the fewest stay: the smallest are emptied into the others and
 * deleted, which costs no write more than to update them. Without it, slices fragment as Pods come and go.
 */
public final class MergingPolicy implements PackingPolicy {
    @Override
    public Packing pack(Group group, Exchange exchange) {
        ForcedSlices forced = ForcedSlices.of(group);
        int staying = Math.min(forced.count(), group.needed());
        return GroupPacker.pack(group, forced, staying, exchange.offered());
    }
}
