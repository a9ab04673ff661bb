package io.endpointslice.metrics;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ControllerName;
import io.endpointslice.queue.QueueFigures;
import io.endpointslice.queue.QueueListener;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The metrics of the reference's work queues, under its names (R4). */
final class QueueMetrics {
    private static final String NAME = "name";
    /** 10 ns, 100 ns and so on to 10 s. */
    private static final double[] BOUNDS = Subsystem.exponential(10e-9, 10, 10);

    private final Subsystem subsystem;
    private final Supplier<ImmutableMap<ControllerName, QueueFigures>> figures;
    private final Counter adds;
    private final Counter retries;
    private final Histogram waits;
    private final Histogram work;

    /**
     * Registers them.
     *
     * @param figures of the queues that there are, asked when they are read
     */
    QueueMetrics(Subsystem subsystem, Supplier<ImmutableMap<ControllerName, QueueFigures>> figures) {
        this.subsystem = subsystem;
        this.figures = figures;
        adds = subsystem.counter("adds_total", "Keys that became ready to be worked on", NAME);
        retries = subsystem.counter("retries_total", "Failed runs that were to be repeated", NAME);
        waits = subsystem.histogram(
                "queue_duration_seconds", "Seconds that a key was ready before it was taken up", BOUNDS, NAME);
        work = subsystem.histogram("work_duration_seconds", "Seconds that the work on a key took", BOUNDS, NAME);
        gauge("depth", "Keys that are ready", QueueFigures::depth);
        gauge(
                "unfinished_work_seconds",
                "Seconds of all work that is under way",
                queue -> Subsystem.seconds(queue.unfinished()));
        gauge(
                "longest_running_processor_seconds",
                "Seconds of the work that is under way for longest",
                queue -> Subsystem.seconds(queue.longestRunning()));
    }

    private void gauge(String name, String help, ToDoubleFunction<QueueFigures> value) {
        subsystem.gauge(
                name,
                help,
                NAME,
                told -> figures.get()
                        .forEach((controller, queue) ->
                                told.call(value.applyAsDouble(queue), ControllerLabel.of(controller))));
    }

    /** What is to be told of that controller's queue. */
    QueueListener of(ControllerName controller) {
        String name = ControllerLabel.of(controller);
        return new Listener(
                adds.labelValues(name), retries.labelValues(name), waits.labelValues(name), work.labelValues(name));
    }

    private record Listener(
            CounterDataPoint adds, CounterDataPoint retries, DistributionDataPoint waits, DistributionDataPoint work)
            implements QueueListener {
        @Override
        public void added() {
            adds.inc();
        }

        @Override
        public void retried() {
            retries.inc();
        }

        @Override
        public void taken(Duration waited) {
            waits.observe(Subsystem.seconds(waited));
        }

        @Override
        public void done(Duration worked) {
            work.observe(Subsystem.seconds(worked));
        }
    }
}
