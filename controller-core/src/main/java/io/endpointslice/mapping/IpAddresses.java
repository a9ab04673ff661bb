package io.endpointslice.mapping;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import io.endpointslice.model.AddressType;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses the way Kubernetes does, and prints them in canonical form (E5). */
public final class IpAddresses {
    /** Zeros in front of a number of a dotted part, which old Kubernetes versions let through as decimal. */
    private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9a-fA-F])0+(?=[0-9])");

    private static final int MOST_OF_A_BYTE = 255;

    private IpAddresses() {}

    /**
     * An address in canonical form.
     *
     * @param type IPv4 or IPv6
     * @param text IPv4 dotted decimal, IPv6 as RFC 5952 has it
     */
    public record IpAddress(AddressType type, String text) {}

    /**
     * The address that the text stands for: leading zeros of IPv4 numbers are decimal, an IPv4-mapped IPv6 address is
     * IPv4. Empty if it is no address; one with a zone ({@code fe80::1%eth0}) is none.
     */
    public static Optional<IpAddress> parse(String text) {
        if (isCanonicalIpv4(text)) {
            return Optional.of(new IpAddress(AddressType.IPV4, text));
        }
        // Guava takes digits of other scripts and scope ids too
        if (!CharMatcher.ascii().matchesAllOf(text) || text.indexOf('%') >= 0) {
            return Optional.empty();
        }
        String plain = InetAddresses.isInetAddress(text) ? text : withoutLeadingZeros(text);
        if (!InetAddresses.isInetAddress(plain)) {
            return Optional.empty();
        }
        InetAddress address = InetAddresses.forString(plain);
        AddressType type = address instanceof Inet6Address ? AddressType.IPV6 : AddressType.IPV4;
        return Optional.of(new IpAddress(type, InetAddresses.toAddrString(address)));
    }

    /** Most addresses are, and need not be taken apart and put together again. */
    private static boolean isCanonicalIpv4(String text) {
        int dots = 0;
        int number = -1;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '.') {
                if (number < 0) {
                    return false;
                }
                dots++;
                number = -1;
            } else if (character < '0' || character > '9' || number == 0) {
                return false;
            } else {
                number = 10 * Math.max(0, number) + character - '0';
                if (number > MOST_OF_A_BYTE) {
                    return false;
                }
            }
        }
        return dots == 3 && number >= 0;
    }

    private static String withoutLeadingZeros(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int dotted = text.lastIndexOf(':') + 1;
        return text.substring(0, dotted)
                + LEADING_ZEROS.matcher(text.substring(dotted)).replaceAll("");
    }
}
