package io.endpointslice.mapping;

import static io.endpointslice.model.KubernetesNames.TRIGGER_TIME_ANNOTATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerAnnotationTest {
    @DisplayName("E15: RFC 3339 in UTC, with as many digits of the second as needed")
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.5Z, 2026-03-01T10:00:00.5Z",
        "2026-03-01T10:00:00.120Z, 2026-03-01T10:00:00.12Z",
        "2026-03-01T10:00:00.000000001Z, 2026-03-01T10:00:00.000000001Z",
        "2026-03-01T12:00:00+02:00, 2026-03-01T10:00:00Z",
    })
    void format(String instant, String expected) {
        assertThat(TriggerAnnotation.on(Map.of(), Optional.of(Instant.parse(instant))))
                .isEqualTo(Map.of(TRIGGER_TIME_ANNOTATION, expected));
    }

    @DisplayName("E15: the time is replaced; annotations of others stay")
    @Test
    void replaced() {
        assertThat(TriggerAnnotation.on(
                        Map.of(TRIGGER_TIME_ANNOTATION, "2020-01-01T00:00:00Z", "note", "mine"),
                        Optional.of(Instant.parse("2026-03-01T10:00:00Z"))))
                .isEqualTo(Map.of(TRIGGER_TIME_ANNOTATION, "2026-03-01T10:00:00Z", "note", "mine"));
    }

    @DisplayName("E15: without a time the annotation is removed")
    @Test
    void removed() {
        assertThat(TriggerAnnotation.on(
                        Map.of(TRIGGER_TIME_ANNOTATION, "2020-01-01T00:00:00Z", "note", "mine"), Optional.empty()))
                .isEqualTo(Map.of("note", "mine"));
    }
}
