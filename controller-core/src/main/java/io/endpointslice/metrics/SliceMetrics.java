package io.endpointslice.metrics;

import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;

import com.google.common.collect.ImmutableListMultimap;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointChanges;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.SliceFigures;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import io.endpointslice.sync.WriteResult;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;

/**
 * The metrics of the reference's EndpointSlice controller, under its names (R4). What it observes per sync it observes for
 * each address type of the Service, and so does this.
 */
final class SliceMetrics implements SyncListener {
    private static final double[] NO_BOUNDS = {};

    private final SliceCommon common;
    private final Histogram slicesChanged;
    private final BareCounter syncs;

    SliceMetrics(PrometheusRegistry registry) {
        Subsystem subsystem = new Subsystem(registry, "endpoint_slice_controller");
        common = new SliceCommon(subsystem, "Service");
        slicesChanged = subsystem.histogram(
                "endpointslices_changed_per_sync",
                "EndpointSlices that a sync of a Service writes",
                NO_BOUNDS,
                "topology",
                "traffic_distribution");
        syncs = subsystem.bareCounter("syncs", "Syncs of Services", "result");
        syncs.init("success");
        syncs.init("stale");
        syncs.init("error");
        subsystem.gauge(
                "services_count_by_traffic_distribution",
                "Services whose hints follow that trafficDistribution",
                "traffic_distribution",
                told -> common.figures().distributions((name, count) -> told.call(count, name)));
    }

    @Override
    public void planned(ControllerName controller, Plan plan) {
        if (plan instanceof SyncPlan sync && sync.figures().isPresent()) {
            SliceFigures figures = sync.figures().get();
            ImmutableListMultimap<AddressType, SliceWrite> writes = byType(sync);
            figures.fill().keySet().forEach(type -> common.planned(EndpointChanges.of(writes.get(type))));
            common.figures()
                    .put(sync.service(), new ServiceFigures.Figures(figures.total(), figures.trafficDistribution()));
        }
    }

    @Override
    public void wrote(ControllerName controller, Write write, WriteResult result, Duration latency) {
        common.wrote(write, result);
    }

    @Override
    public void completed(ControllerName controller, Plan plan) {
        if (plan instanceof SyncPlan sync && sync.figures().isPresent()) {
            SliceFigures figures = sync.figures().get();
            ImmutableListMultimap<AddressType, SliceWrite> writes = byType(sync);
            for (AddressType type : figures.fill().keySet()) {
                slicesChanged
                        .labelValues(figures.topologyAuto() ? "Auto" : "Disabled", figures.trafficDistribution())
                        .observe(writes.get(type).size());
            }
        }
    }

    @Override
    public void synced(ControllerName controller, ServiceKey key, SyncOutcome outcome, Duration duration) {
        if (outcome instanceof SyncOutcome.Done done) {
            syncs.inc("success");
            if (SliceCommon.isOver(done)) {
                common.figures().remove(key);
            }
        } else {
            syncs.inc(outcome instanceof SyncOutcome.Retry ? "error" : "stale");
        }
    }

    private static ImmutableListMultimap<AddressType, SliceWrite> byType(SyncPlan plan) {
        return plan.writes().stream()
                .collect(toImmutableListMultimap(write -> write.slice().addressType(), write -> write));
    }
}
