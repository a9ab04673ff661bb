package io.endpointslice.metrics;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.Set;

/** The syncs of all controllers: how they end, how long they take, and how well they plan. */
final class SyncMetrics implements SyncListener {
    private static final String DONE = "done";
    private static final String STALE = "stale";
    private static final String PUT_OFF = "put_off";
    private static final String ERROR = "error";
    private static final ImmutableList<String> RESULTS = ImmutableList.of(DONE, STALE, PUT_OFF, ERROR);

    private final Counter syncs;
    private final Histogram duration;
    private final Counter planned;
    private final Counter least;
    private final Counter events;

    /**
     * Registers them.
     *
     * @param controllers that run: their counters are there from the beginning, so that a rise from 0 is seen
     */
    SyncMetrics(Subsystem subsystem, Set<ControllerName> controllers) {
        syncs = subsystem.counter("syncs_total", "Syncs by how they ended", "controller", "result");
        duration = subsystem.histogram(
                "sync_duration_seconds",
                "Seconds that a sync takes, its writes included",
                Subsystem.LATENCIES,
                "controller");
        planned = subsystem.counter("planned_writes_total", "Writes that syncs planned", "controller");
        least = subsystem.counter(
                "least_writes_total", "The fewest writes that any plan for the same syncs needs", "controller");
        events =
                subsystem.counter("events_total", "Events that users of an object were to see", "controller", "reason");
        for (ControllerName controller : controllers) {
            String label = ControllerLabel.of(controller);
            planned.initLabelValues(label);
            least.initLabelValues(label);
            RESULTS.forEach(result -> syncs.initLabelValues(label, result));
        }
    }

    /** What a compaction writes is needed by nothing, so it says nothing about how well syncs plan. */
    @Override
    public void planned(ControllerName controller, Plan plan) {
        if (plan instanceof SyncPlan sync && sync.isCompaction()) {
            return;
        }
        int writes = plan.writes().size();
        String label = ControllerLabel.of(controller);
        planned.labelValues(label).inc(writes);
        // an Endpoints is one object, so its plan is the least
        least.labelValues(label).inc(plan instanceof SyncPlan slices ? slices.leastWrites() : writes);
    }

    @Override
    public void reported(ControllerName controller, Event event) {
        events.labelValues(ControllerLabel.of(controller), event.reason()).inc();
    }

    @Override
    public void synced(ControllerName controller, ServiceKey key, SyncOutcome outcome, Duration took) {
        String label = ControllerLabel.of(controller);
        syncs.labelValues(label, result(outcome)).inc();
        duration.labelValues(label).observe(Subsystem.seconds(took));
    }

    private static String result(SyncOutcome outcome) {
        if (outcome instanceof SyncOutcome.Done) {
            return DONE;
        } else if (outcome instanceof SyncOutcome.Stale) {
            return STALE;
        }
        return outcome instanceof SyncOutcome.Resync ? PUT_OFF : ERROR;
    }
}
