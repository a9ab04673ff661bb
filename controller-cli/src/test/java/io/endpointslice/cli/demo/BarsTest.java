package io.endpointslice.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarsTest {
    @ParameterizedTest
    @CsvSource({
        "UNICODE, 0, 100, ░░░░",
        "UNICODE, 1, 100, ▏░░░",
        "UNICODE, 50, 100, ██░░",
        "UNICODE, 60, 100, ██▍░",
        "UNICODE, 100, 100, ████",
        "UNICODE, 300, 100, ████",
        "UNICODE, 0, 0, ░░░░",
        "ASCII, 0, 100, ....",
        "ASCII, 1, 100, #...",
        "ASCII, 99, 100, ###.",
        "ASCII, 100, 100, ####"
    })
    void bars(Bars bars, long part, long whole, String expected) {
        assertThat(bars.draw(4, part, whole)).isEqualTo(expected);
    }
}
