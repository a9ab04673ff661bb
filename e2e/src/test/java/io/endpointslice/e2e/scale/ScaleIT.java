package io.endpointslice.e2e.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A measurement that is too small to say anything but that it works. */
final class ScaleIT {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "legacy Endpoints: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "all is published, a restart writes what has changed meanwhile and no more, and every change is published")
    void works(boolean legacyEndpoints) {
        ClusterShape shape = new ClusterShape(300);
        Setting setting = new Setting(shape, legacyEndpoints, "-Xmx128m", Duration.ofSeconds(1), Duration.ofSeconds(1));
        double endpoints = legacyEndpoints ? 1 : 0;

        ImmutableMap<String, Double> figures;
        try (Measurement measurement = new Measurement(setting, folder)) {
            figures = measurement.run().byName();
        }

        assertThat(figures)
                .containsEntry("first start slice writes", 30.0)
                .containsEntry("first start Endpoints writes", 30 * endpoints)
                .containsEntry("restart slice writes", 1.0)
                .containsEntry("restart Endpoints writes", endpoints)
                .hasEntrySatisfying(
                        Measurement.COST, millis -> assertThat(millis).isPositive())
                .hasEntrySatisfying(
                        "latency of all Services p50, ms",
                        millis -> assertThat(millis).isPositive())
                .hasEntrySatisfying(
                        "memory settled, MB", megabytes -> assertThat(megabytes).isPositive());
    }
}
