package io.endpointslice.simulator.recording;

import com.google.common.net.InetAddresses;
import io.endpointslice.mapping.IpAddresses;
import io.endpointslice.mapping.IpAddresses.IpAddress;
import io.endpointslice.model.AddressType;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives each address another one of its family, from 10.0.0.1 and fd00::1 upwards in the order in which they are asked for. Unlike a
 * hash, which would have to fit into 32 bits, that gives no address twice.
 */
final class Addresses {
    private static final String FIRST_IPV4 = "10.0.0.0";
    private static final String FIRST_IPV6 = "fd00::";
    /** What is no address stays none. */
    private static final String NO_ADDRESS = "?";

    private final Map<IpAddress, String> given = new HashMap<>();
    private final Map<AddressType, InetAddress> last = new EnumMap<>(Map.of(
            AddressType.IPV4, InetAddresses.forString(FIRST_IPV4),
            AddressType.IPV6, InetAddresses.forString(FIRST_IPV6)));

    /** The one that stands for it; the same for each way to write it. */
    String of(String address) {
        Optional<IpAddress> parsed = IpAddresses.parse(address);
        return parsed.map(known -> given.computeIfAbsent(known, any -> next(any.type())))
                .orElse(NO_ADDRESS);
    }

    private String next(AddressType type) {
        InetAddress next = last.compute(type, (any, address) -> InetAddresses.increment(address));
        return InetAddresses.toAddrString(next);
    }
}
