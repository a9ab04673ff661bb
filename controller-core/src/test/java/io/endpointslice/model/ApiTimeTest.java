package io.endpointslice.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2024-02-29T23:59:59Z",
                "2026-11-30T18:05:07Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "2026-11-30T18:05:07.123456Z",
                "2026-11-30T18:05:07+02:00",
                "2026-11-30T18:05Z"
            })
    @DisplayName("every form of RFC 3339 is the point in time that the JDK reads")
    void parse(String text) {
        assertThat(ApiTime.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01T00:00:00Z",
                "2025-02-29T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01 00:00:00Z",
                "2026-01-01T00:00:0xZ",
                "+026-01-01T00:00:00Z",
                "today"
            })
    @DisplayName("what is no point in time is refused")
    void refused(String text) {
        assertThatThrownBy(() -> ApiTime.parse(text)).isInstanceOf(DateTimeParseException.class);
    }

    @DisplayName("seconds are written as the JDK writes them")
    @Test
    void text() {
        LongStream edges = LongStream.of(
                        Instant.MIN.getEpochSecond(),
                        Instant.parse("0000-01-01T00:00:00Z").getEpochSecond(),
                        0,
                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond(),
                        Instant.MAX.getEpochSecond())
                .flatMap(second -> LongStream.rangeClosed(second - 1, second + 1))
                .filter(second -> second >= Instant.MIN.getEpochSecond() && second <= Instant.MAX.getEpochSecond());
        LongStream any = new Random(7).longs(10_000, -100_000_000_000L, 300_000_000_000L);

        LongStream.concat(edges, any)
                .forEach(second -> assertThat(ApiTime.text(second))
                        .isEqualTo(Instant.ofEpochSecond(second).toString()));
    }
}
