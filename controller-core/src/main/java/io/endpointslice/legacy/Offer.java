package io.endpointslice.legacy;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.PortList;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** The ports of both; ready for one that is in both if both are. */
    Offer with(Offer other) {
        Map<EndpointPort, Boolean> both = new LinkedHashMap<>(ports);
        other.ports.forEach((port, ready) -> both.merge(port, ready, Boolean::logicalAnd));
        return new Offer(ImmutableMap.copyOf(both));
    }
}
