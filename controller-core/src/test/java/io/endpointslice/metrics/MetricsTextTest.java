package io.endpointslice.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is put right in the client's text. */
final class MetricsTextTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Subsystem subsystem = new Subsystem(registry, "x");

    @ParameterizedTest
    @CsvSource({
        "1.0E-8, 1e-08",
        "9.999999999999999E-6, 9.999999999999999e-06",
        "1.0E-4, 0.0001",
        "0.0025, 0.0025",
        "2.0, 2",
        "16.384, 16.384",
        "32768.0, 32768",
        "1.0E10, 10000000000",
        "1.0E20, 100000000000000000000",
        "1.0E21, 1e+21",
        "2.5E100, 2.5e+100",
    })
    @DisplayName("bounds are written as Go writes numbers")
    void numbers(String java, String go) {
        assertThat(MetricsText.goNumber(java)).isEqualTo(go);
    }

    @Test
    @DisplayName("a bound stays the same series as the reference's")
    void bounds() {
        subsystem
                .histogram("h", "help", new double[] {10e-9, 2}, "a")
                .labelValues("le=\"2.0\"")
                .observe(1);
        assertThat(text())
                .contains("x_h_bucket{a=\"le=\\\"2.0\\\"\",le=\"1e-08\"} 0\n")
                .contains("x_h_bucket{a=\"le=\\\"2.0\\\"\",le=\"2\"} 1\n")
                .contains("x_h_bucket{a=\"le=\\\"2.0\\\"\",le=\"+Inf\"} 1\n");
    }

    @Test
    @DisplayName("a counter without _total is a counter without it")
    void bareCounter() {
        BareCounter counter = subsystem.bareCounter("changes", "What changed", "operation");
        counter.inc("create");
        counter.inc("create");
        counter.init("delete");
        assertThat(text()).isEqualTo("""
                        # HELP x_changes What changed
                        # TYPE x_changes counter
                        x_changes{operation="create"} 2.0
                        x_changes{operation="delete"} 0.0
                        """);
    }

    @Test
    @DisplayName("other types stay")
    void types() {
        subsystem.counter("c_total", "untyped");
        subsystem.gauge("g", "# TYPE x untyped", () -> 1);
        assertThat(text()).isEqualTo("""
                        # HELP x_c_total untyped
                        # TYPE x_c_total counter
                        x_c_total 0.0
                        # HELP x_g # TYPE x untyped
                        # TYPE x_g gauge
                        x_g 1.0
                        """);
    }

    private String text() {
        return MetricsText.of(registry.scrape());
    }
}
