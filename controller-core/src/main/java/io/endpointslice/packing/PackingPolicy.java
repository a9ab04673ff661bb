package io.endpointslice.packing;

import io.endpointslice.config.PackingPolicyName;

/**
 * Spreads a group's endpoints over slices. Every policy keeps this: each endpoint is in one slice, no slice is above the cap
 * (P1); no more slices are written than {@link Group#leastWrites}, the exchange and the allowance ask for (P2); an unchanged
 * slice gives no endpoint away, and slices do not give to each other in a circle (P3); the result depends on the arguments
 * alone (P4).
 */
@FunctionalInterface
public interface PackingPolicy {
    /** The packing for a group that can exchange slices with others. */
    Packing pack(Group group, Exchange exchange);

    /** Whether it makes use of {@link Group#outlook}. */
    default boolean looksAhead() {
        return false;
    }

    /** The policy of that name. */
    static PackingPolicy of(PackingPolicyName name) {
        return switch (name) {
            case MINIMAL -> new MinimalPolicy();
            case MERGING -> new MergingPolicy();
            case CHURN_AWARE -> new ChurnAwarePolicy();
        };
    }
}
