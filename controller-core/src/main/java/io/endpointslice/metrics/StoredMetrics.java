package io.endpointslice.metrics;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ApiTime;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.WriteResult;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The objects that were created or updated: what they cost every watcher, how full they are, how late they come. */
final class StoredMetrics implements SyncListener {
    private static final double[] RATIOS = {0.1, 0.25, 0.5, 0.75, 0.9, 1};
    private static final double[] LATENESS = {0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300};

    private final Counter bytes;
    private final Histogram fill;
    private final Histogram changeToWrite;
    private final double maxEndpointsPerSlice;
    private final InstantSource clock;
    private final Instant start;

    /**
     * Registers them.
     *
     * @param clock the wall clock, which trigger times are held against
     */
    StoredMetrics(Subsystem subsystem, int maxEndpointsPerSlice, InstantSource clock) {
        bytes = subsystem.counter(
                "written_bytes_total", "Bytes of the objects that were written, as they were sent", "controller");
        fill = subsystem.histogram(
                "slice_fill_ratio",
                "Endpoints of EndpointSlices that were written, by --max-endpoints-per-slice",
                RATIOS);
        changeToWrite = subsystem.histogram(
                "change_to_write_seconds",
                "Seconds from a Pod's change of readiness, or a Service's creation, to a write that answers it",
                LATENESS,
                "controller");
        this.maxEndpointsPerSlice = maxEndpointsPerSlice;
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public void wrote(ControllerName controller, Write write, WriteResult result, Duration latency) {
        if (result instanceof WriteResult.Stored stored) {
            bytes.labelValues(ControllerLabel.of(controller)).inc(stored.bytes());
            if (controller == ControllerName.SLICES && write instanceof SliceWrite slice) {
                fill.observe(slice.slice().endpoints().size() / maxEndpointsPerSlice);
            }
            triggerTime(write)
                    .ifPresent(time -> changeToWrite
                            .labelValues(ControllerLabel.of(controller))
                            .observe(Math.max(0, Subsystem.seconds(Duration.between(time, clock.instant())))));
        }
    }

    /** When the change happened that the write answers (E15); empty if that is unknown, or was before this process began. */
    private Optional<Instant> triggerTime(Write write) {
        return Optional.ofNullable(write.meta().annotations().get(KubernetesNames.TRIGGER_TIME_ANNOTATION))
                .flatMap(StoredMetrics::parse)
                .filter(time -> !time.isBefore(start));
    }

    /** Somebody else may have written the annotation. */
    private static Optional<Instant> parse(String time) {
        try {
            return Optional.of(ApiTime.parse(time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
