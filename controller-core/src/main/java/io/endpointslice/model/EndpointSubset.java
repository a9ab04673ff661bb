package io.endpointslice.model;

import com.google.common.collect.ImmutableList;

/**
 * One subset of a legacy Endpoints object: each of its addresses offers each of its ports.
 *
 * @param addresses ready ones, in their order
 * @param notReadyAddresses in their order
 * @param ports in their order
 */
public record EndpointSubset(
        ImmutableList<EndpointAddress> addresses,
        ImmutableList<EndpointAddress> notReadyAddresses,
        ImmutableList<EndpointPort> ports) {
    /** How many addresses there are, ready or not. */
    public int size() {
        return addresses.size() + notReadyAddresses.size();
    }
}
