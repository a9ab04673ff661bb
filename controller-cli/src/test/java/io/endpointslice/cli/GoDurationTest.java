package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0s, PT0S",
        "500ms, PT0.5S",
        "1s, PT1S",
        "1m30s, PT1M30S",
        "1.5h, PT1H30M",
        "100us, PT0.0001S",
        "2h3m4s5ms, PT2H3M4.005S"
    })
    void durations(String text, Duration expected) {
        assertThat(new GoDuration().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "1 s", "-1s", "1d", "1s2", "PT1S", "1..5s"})
    void othersAreRefused(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new GoDuration().convert(text))
                .withMessage("'" + text + "' is no duration such as 500ms, 1s or 1m30s");
    }
}
