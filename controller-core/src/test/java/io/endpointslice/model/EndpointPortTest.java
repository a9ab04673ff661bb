package io.endpointslice.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointPortTest {
    private static final EndpointPort PORT = port("http", "TCP", 80, "h2c");
    private static final EndpointPort SECOND = port("metrics", "TCP", 9090, "");

    static Stream<Named<EndpointPort>> others() {
        Optional<String> tcp = Optional.of("TCP");
        return Stream.of(
                Named.of("name", port("other", "TCP", 80, "h2c")),
                Named.of("no name", new EndpointPort(Optional.empty(), tcp, OptionalInt.of(80), Optional.of("h2c"))),
                Named.of("protocol", port("http", "UDP", 80, "h2c")),
                Named.of("number", port("http", "TCP", 81, "h2c")),
                Named.of(
                        "no number",
                        new EndpointPort(Optional.of("http"), tcp, OptionalInt.empty(), Optional.of("h2c"))),
                Named.of("appProtocol", port("http", "TCP", 80, "")));
    }

    @DisplayName("E6: any difference is another port, and another port list")
    @ParameterizedTest
    @MethodSource("others")
    void anotherPort(EndpointPort other) {
        assertThat(other).isNotEqualTo(PORT);
        assertThat(new PortList(ImmutableList.of(other))).isNotEqualTo(new PortList(ImmutableList.of(PORT)));
    }

    @DisplayName("E6: the order of the ports does not count")
    @Test
    void orderOfPorts() {
        PortList one = new PortList(ImmutableList.of(PORT, SECOND));
        PortList other = new PortList(ImmutableList.of(SECOND, port("http", "TCP", 80, "h2c")));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(PortList.EMPTY);
    }

    private static EndpointPort port(String name, String protocol, int number, String appProtocol) {
        return new EndpointPort(
                Optional.of(name), Optional.of(protocol), OptionalInt.of(number), Optional.of(appProtocol));
    }
}
