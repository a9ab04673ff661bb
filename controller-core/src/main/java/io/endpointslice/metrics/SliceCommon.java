package io.endpointslice.metrics;

import io.endpointslice.plan.EndpointChanges;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.SyncOutcome;
import io.endpointslice.sync.WriteResult;
import io.prometheus.metrics.core.metrics.Histogram;

/** What the reference counts alike in both of its controllers that write slices. */
final class SliceCommon {
    /** 2, 4, 8 and so on to 2^15. */
    static final double[] COUNTS = Subsystem.exponential(2, 2, 15);

    private final Histogram added;
    private final Histogram removed;
    private final BareCounter changes;
    private final ServiceFigures figures = new ServiceFigures();

    /**
     * Registers them.
     *
     * @param kind what is synced: {@code Service} or {@code Endpoints}
     */
    SliceCommon(Subsystem subsystem, String kind) {
        added = subsystem.histogram(
                "endpoints_added_per_sync", "Endpoints that a sync of a " + kind + " adds to slices", COUNTS);
        removed = subsystem.histogram(
                "endpoints_removed_per_sync", "Endpoints that a sync of a " + kind + " takes out of slices", COUNTS);
        changes = subsystem.bareCounter("changes", "EndpointSlices that were written", "operation");
        changes.init("create");
        changes.init("update");
        changes.init("delete");
        subsystem.gauge(
                "endpoints_desired",
                "Endpoints that are to be published",
                () -> figures.total().endpoints());
        subsystem.gauge(
                "num_endpoint_slices",
                "EndpointSlices that hold them",
                () -> figures.total().slices());
        subsystem.gauge(
                "desired_endpoint_slices",
                "EndpointSlices that would do if all were full",
                () -> figures.total().leastSlices());
    }

    ServiceFigures figures() {
        return figures;
    }

    void planned(EndpointChanges endpoints) {
        added.observe(endpoints.added());
        removed.observe(endpoints.removed());
    }

    /** Whether the controller has nothing to do with the Service any more. */
    static boolean isOver(SyncOutcome.Done sync) {
        return sync.plan() instanceof SyncPlan plan && plan.figures().isEmpty();
    }

    void wrote(Write write, WriteResult result) {
        if (WriteOutcome.of(result) == WriteOutcome.DONE) {
            changes.inc(write.verb());
        }
    }
}
