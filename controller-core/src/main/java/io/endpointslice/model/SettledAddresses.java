package io.endpointslice.model;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;

/**
 * What of a Service's Endpoints object need not be looked at, because its last sync left it right.
 *
 * @param changedPods names of the Pods that may have changed since, whether they are still there and selected or not
 * @param offered how many addresses the Pods offered at that sync, at least; all offered the same ports
 */
public record SettledAddresses(ImmutableSet<String> changedPods, int offered) {
    public SettledAddresses {
        checkArgument(offered >= 0, "a negative number of addresses: %s", offered);
    }
}
