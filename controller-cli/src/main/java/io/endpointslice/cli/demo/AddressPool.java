package io.endpointslice.cli.demo;

import io.endpointslice.model.AddressType;
import java.util.HashSet;
import java.util.Set;

/** Pod addresses, each given once. */
final class AddressPool {
    private static final int BYTE = 0xff;
    private static final int FIRST_OCTET_PAIR = 10 << 8 | 128;

    private final Set<String> used;
    private int next;

    /**
     * @param used addresses that are not to be given
     */
    AddressPool(Set<String> used) {
        this.used = new HashSet<>(used);
    }

    /** One of 10.128.0.0/9, or of fd00:10:128::/96. */
    String next(AddressType type) {
        String address;
        do {
            next++;
            address = type == AddressType.IPV6 ? ipv6(next) : ipv4(next);
        } while (!used.add(address));
        return address;
    }

    private static String ipv4(int number) {
        int pair = FIRST_OCTET_PAIR + (number >> 16);
        return (pair >> 8) + "." + (pair & BYTE) + "." + (number >> 8 & BYTE) + "." + (number & BYTE);
    }

    private static String ipv6(int number) {
        return "fd00:10:128::" + (number >> 16 == 0 ? "" : Integer.toHexString(number >> 16) + ":")
                + Integer.toHexString(number & 0xffff);
    }
}
