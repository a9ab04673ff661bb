package io.endpointslice.packing;

import io.endpointslice.config.PackingPolicyName;

/**
 * Spreads a group's endpoints over slices. Every policy keeps this: each endpoint is in one slice, no slice is above the cap
 * (P1); no more slices are written than {@link Group#leastWrites} and the exchange ask for (P2); an unchanged slice gives no
 * endpoint away, and a slice that takes endpoints of another gives none (P3); the result depends on the arguments alone (P4).
 */
@FunctionalInterface
public interface PackingPolicy {
    /** The packing for a group that can exchange slices with others. */
    Packing pack(Group group, Exchange exchange);

    /** The policy of that name. */
    static PackingPolicy of(PackingPolicyName name) {
        return name == PackingPolicyName.MINIMAL ? new MinimalPolicy() : new MergingPolicy();
    }
}
