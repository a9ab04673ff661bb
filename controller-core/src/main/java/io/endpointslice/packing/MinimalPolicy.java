package io.endpointslice.packing;

/**
 * The fewest writes, and nothing beyond: forced slices keep what they have as long as no other group wants one of them.
 * Leftover fills the fullest first.
 */
public final class MinimalPolicy implements PackingPolicy {
    @Override
    public Packing pack(Group group, Exchange exchange) {
        ForcedSlices forced = ForcedSlices.of(group);
        int staying = Math.min(forced.occupied(group.leftover().length()), forced.count() - exchange.wanted());
        return GroupPacker.pack(group, forced, staying, exchange.offered());
    }
}
