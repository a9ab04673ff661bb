package io.endpointslice.mapping;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.mapping.IpAddresses.IpAddress;
import io.endpointslice.model.AddressType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTest {
    @DisplayName("E5: IPv4 is printed as dotted decimal, leading zeros are decimal and not octal")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "010.001.002.003, 10.1.2.3",
        "10.0.0.010, 10.0.0.10",
        "10.0.0.08, 10.0.0.8",
        "10.00.000.1, 10.0.0.1",
        "0000010.0.0.1, 10.0.0.1",
    })
    void ipv4(String text, String canonical) {
        assertThat(IpAddresses.parse(text)).contains(new IpAddress(AddressType.IPV4, canonical));
    }

    @DisplayName("E5: an IPv4-mapped IPv6 address is IPv4")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "::ffff:10.1.2.3, 10.1.2.3",
        "::FFFF:10.1.2.3, 10.1.2.3",
        "::ffff:0a01:0203, 10.1.2.3",
        "0:0:0:0:0:ffff:10.1.2.3, 10.1.2.3",
        "::ffff:010.001.002.003, 10.1.2.3",
    })
    void ipv4Mapped(String text, String canonical) {
        assertThat(IpAddresses.parse(text)).contains(new IpAddress(AddressType.IPV4, canonical));
    }

    @DisplayName("E5: IPv6 is printed in lower case, without leading zeros, the first longest run of zeros as ::")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "fd00::1, fd00::1",
        "FD00::ABCD, fd00::abcd",
        "fd00:0000:0000:0000:0000:0000:0000:0001, fd00::1",
        "fd00:0001:0:0:2:0:0:0, fd00:1:0:0:2::",
        "fd00:0:0:1:0:0:0:1, fd00:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::, ::",
        "0:0:0:0:0:0:0:0, ::",
        "::1, ::1",
        "fd00::, fd00::",
        "64:ff9b::10.1.2.3, 64:ff9b::a01:203",
        "::10.1.2.3, ::a01:203",
    })
    void ipv6(String text, String canonical) {
        assertThat(IpAddresses.parse(text)).contains(new IpAddress(AddressType.IPV6, canonical));
    }

    @DisplayName("E5, Q8: what is no address is none, and is not guessed at")
    @ParameterizedTest(name = "''{0}''")
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "10.0.0",
                "10.0.0.1.2",
                "10.0.0.256",
                "10.0.0.-1",
                "10.0.0.1 ",
                " 10.0.0.1",
                "10..0.1",
                "10.0.0.",
                "0x0a.0.0.1",
                "167772161",
                "10.0.0.1/24",
                "10.0.0.1:80",
                "１０.0.0.1",
                "fd00",
                "fd00:::1",
                "fd00::1::2",
                "fd00::12345",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "fd00::g",
                "[fd00::1]",
                "fd00::1/64",
                "fe80::1%eth0",
                "fe80::1%1",
                "%",
                "<nil>",
                "localhost"
            })
    void notAnAddress(String text) {
        assertThat(IpAddresses.parse(text)).isEmpty();
    }

    @DisplayName("E5: the canonical form of a canonical form is itself")
    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "fd00::1", "::", "fd00:1:0:0:2::", "64:ff9b::a01:203"})
    void canonicalStays(String text) {
        assertThat(IpAddresses.parse(text).map(IpAddress::text)).contains(text);
    }

    @DisplayName("E5: of texts that are nearly dotted decimal those are addresses that have four numbers of a byte")
    @Test
    void nearlyDotted() {
        Random random = new Random(6);
        ImmutableList<String> parts =
                ImmutableList.of("0", "1", "9", "10", "99", "200", "255", "256", "1000", "01", "");
        int addresses = 0;
        for (int i = 0; i < 100_000; i++) {
            int count = random.nextInt(8) == 0 ? random.nextInt(6) : 4;
            List<String> numbers = new ArrayList<>();
            for (int j = 0; j < count; j++) {
                numbers.add(parts.get(random.nextInt(random.nextInt(3) == 0 ? parts.size() : 7)));
            }
            boolean valid = count == 4 && numbers.stream().allMatch(IpAddressesTest::isByte);
            addresses += valid ? 1 : 0;

            Optional<IpAddress> address = IpAddresses.parse(String.join(".", numbers));

            Optional<IpAddress> expected = Optional.of(numbers)
                    .filter(any -> valid)
                    .map(all -> all.stream()
                            .map(number -> Integer.toString(Integer.parseInt(number)))
                            .collect(joining(".")))
                    .map(text -> new IpAddress(AddressType.IPV4, text));
            assertThat(address).as(String.join(".", numbers)).isEqualTo(expected);
        }
        assertThat(addresses).isBetween(10_000, 90_000);
    }

    private static boolean isByte(String number) {
        return !number.isEmpty() && Integer.parseInt(number) <= 255;
    }
}
