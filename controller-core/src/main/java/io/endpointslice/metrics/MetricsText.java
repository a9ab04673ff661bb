package io.endpointslice.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Metrics as text, in Prometheus' classic format and no other: it is the only one that the reference speaks, and OpenMetrics
 * would put {@code _total} behind names that do not have it there. Two things are made as the reference has them, so that
 * a series stays the same series: counters without {@code _total} are counters, and bounds of buckets are written as Go
 * writes numbers ({@code le="2"}, not {@code le="2.0"}).
 */
final class MetricsText {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final int SIZE = 1 << 16;
    /** Only {@link BareCounter} gives metrics of unknown type. */
    private static final Pattern UNKNOWN_TYPE = Pattern.compile("(?m)^(# TYPE \\S+) untyped$");

    private static final Pattern BOUND = Pattern.compile("(?<=[{,]le=\")[0-9.Ee-]+(?=\"} )");
    /** Go writes numbers with an exponent below and above these powers of ten. */
    private static final int LEAST_PLAIN = -4;

    private static final int MOST_PLAIN = 20;

    private MetricsText() {}

    static String of(MetricSnapshots snapshots) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(SIZE);
        try {
            PrometheusTextFormatWriter.create().write(bytes, snapshots);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        String typed = UNKNOWN_TYPE.matcher(bytes.toString(UTF_8)).replaceAll("$1 counter");
        return BOUND.matcher(typed).replaceAll(bound -> goNumber(bound.group()));
    }

    /** The shortest form as Go writes it: {@code 1e-08}, {@code 0.001}, {@code 2}. */
    static String goNumber(String number) {
        BigDecimal value = new BigDecimal(number).stripTrailingZeros();
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= LEAST_PLAIN && exponent <= MOST_PLAIN) {
            return value.toPlainString();
        }
        String digits = value.unscaledValue().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return "%s%se%+03d".formatted(digits.substring(0, 1), fraction, exponent);
    }
}
