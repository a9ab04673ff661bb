package io.endpointslice.metrics;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointChanges;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.SliceFigures;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import io.endpointslice.sync.WriteResult;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;

/** The metrics of the reference's mirroring controller, under its names (R4). One observation per sync. */
final class MirroringMetrics implements SyncListener {
    private static final double MILLIS_PER_SECOND = 1000;

    private final SliceCommon common;
    private final Histogram updated;
    private final Histogram skipped;
    private final Histogram duration;

    MirroringMetrics(PrometheusRegistry registry) {
        Subsystem subsystem = new Subsystem(registry, "endpoint_slice_mirroring_controller");
        common = new SliceCommon(subsystem, "Endpoints");
        updated = subsystem.histogram(
                "endpoints_updated_per_sync",
                "Endpoints that a sync of an Endpoints changes in slices",
                SliceCommon.COUNTS);
        skipped = subsystem.histogram(
                "addresses_skipped_per_sync",
                "Addresses that are not mirrored, being no IP or above the maximum of a subset",
                SliceCommon.COUNTS);
        duration = subsystem.histogram(
                "endpoints_sync_duration",
                "Seconds that a sync of an Endpoints takes, in whole milliseconds",
                Subsystem.exponential(0.001, 2, 15));
    }

    @Override
    public void planned(ControllerName controller, Plan plan) {
        if (plan instanceof SyncPlan sync && sync.figures().isPresent()) {
            SliceFigures figures = sync.figures().get();
            EndpointChanges changes = EndpointChanges.of(sync.writes());
            common.planned(changes);
            updated.observe(changes.updated());
            skipped.observe(figures.skippedAddresses());
            common.figures().put(sync.service(), new ServiceFigures.Figures(figures.total(), ""));
        }
    }

    @Override
    public void wrote(ControllerName controller, Write write, WriteResult result, Duration latency) {
        common.wrote(write, result);
    }

    @Override
    public void synced(ControllerName controller, ServiceKey key, SyncOutcome outcome, Duration took) {
        duration.observe(took.toMillis() / MILLIS_PER_SECOND);
        if (outcome instanceof SyncOutcome.Done done && SliceCommon.isOver(done)) {
            common.figures().remove(key);
        }
    }
}
