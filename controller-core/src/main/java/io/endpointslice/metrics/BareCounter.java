package io.endpointslice.metrics;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableSet;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;

/**
 * A counter whose name does not end in {@code _total}, as some of the reference's do not. The client's writer gives every
 * counter that ending, so this one is handed to it as of unknown type, which {@link MetricsText} turns back.
 */
final class BareCounter implements Collector {
    private final Counter counter;
    private final MetricMetadata metadata;
    private final ImmutableSet<String> labels;

    BareCounter(String name, String help, String... labels) {
        this.counter = Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .build();
        this.metadata = new MetricMetadata(name, help);
        this.labels = ImmutableSet.copyOf(labels);
    }

    /** One more of that kind. */
    void inc(String... labelValues) {
        counter.labelValues(labelValues).inc();
    }

    /** From now on it is written, as 0 before the first. */
    void init(String... labelValues) {
        counter.initLabelValues(labelValues);
    }

    @Override
    public MetricSnapshot collect() {
        return new UnknownSnapshot(
                metadata,
                counter.collect().getDataPoints().stream()
                        .map(point -> UnknownDataPointSnapshot.builder()
                                .value(point.getValue())
                                .labels(point.getLabels())
                                .build())
                        .collect(toImmutableList()));
    }

    @Override
    public MetricFamilyDescriptor getMetricFamilyDescriptor() {
        return MetricFamilyDescriptor.of(MetricType.UNKNOWN, metadata, labels);
    }
}
