package io.endpointslice.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Registers metrics whose names begin alike. Histograms are classic ones with the bounds that are given. */
final class Subsystem {
    /** Seconds, for what should take milliseconds. */
    static final double[] LATENCIES = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private static final double NANOS_PER_SECOND = 1e9;

    private final PrometheusRegistry registry;
    private final String prefix;

    /**
     * @param name without the underscore that follows it
     */
    Subsystem(PrometheusRegistry registry, String name) {
        this.registry = registry;
        this.prefix = name + "_";
    }

    /**
     * A counter that ends in {@code _total}.
     *
     * @param name with that ending
     */
    Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(prefix + name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    BareCounter bareCounter(String name, String help, String... labels) {
        BareCounter counter = new BareCounter(prefix + name, help, labels);
        registry.register(counter);
        return counter;
    }

    /**
     * A histogram.
     *
     * @param bounds upper bounds of the buckets, besides the one that holds everything
     */
    Histogram histogram(String name, String help, double[] bounds, String... labels) {
        return Histogram.builder()
                .name(prefix + name)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(bounds)
                .withoutExemplars()
                .register(registry);
    }

    Gauge gauge(String name, String help, String... labels) {
        return Gauge.builder()
                .name(prefix + name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    /** A gauge that is asked for its value when it is read. */
    void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(prefix + name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /**
     * Gauges of one name that are asked for their values when they are read.
     *
     * @param values tells each value with that of the label
     */
    void gauge(String name, String help, String label, Consumer<GaugeWithCallback.Callback> values) {
        GaugeWithCallback.builder()
                .name(prefix + name)
                .help(help)
                .labelNames(label)
                .callback(values)
                .register(registry);
    }

    /** A counter that is asked for its value when it is read. */
    void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(prefix + name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /** Counters of one name that are asked for their values when they are read. */
    void counter(String name, String help, String label, Consumer<CounterWithCallback.Callback> values) {
        CounterWithCallback.builder()
                .name(prefix + name)
                .help(help)
                .labelNames(label)
                .callback(values)
                .register(registry);
    }

    /** The bounds {@code first}, {@code first * factor} and so on. */
    static double[] exponential(double first, double factor, int count) {
        double[] bounds = new double[count];
        double bound = first;
        for (int i = 0; i < count; i++) {
            bounds[i] = bound;
            bound *= factor;
        }
        return bounds;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
