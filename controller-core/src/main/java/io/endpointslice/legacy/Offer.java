package io.endpointslice.legacy;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.PortList;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an address offers. Addresses that offer the same stand in the same subsets.
 *
 * @param ports each port, and whether the address is ready for it; {@link #NO_PORT} alone where the ports are not named
 */
record Offer(ImmutableMap<EndpointPort, Boolean> ports) {
    /** Stands for the missing ports of a subset without any: its addresses are not to be lost. */
    static final EndpointPort NO_PORT =
            new EndpointPort(Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

    /** All those ports, ready or not; {@link #NO_PORT} if there is none. */
    static Offer of(PortList ports, boolean ready) {
        if (ports.ports().isEmpty()) {
            return new Offer(ImmutableMap.of(NO_PORT, ready));
        }
        ImmutableMap.Builder<EndpointPort, Boolean> offer = ImmutableMap.builder();
        ports.ports().forEach(port -> offer.put(port, ready));
        return new Offer(offer.buildKeepingLast());
    }
}
