package io.endpointslice.metrics;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ControllerName;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.WriteResult;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.Set;

/** The writes of all controllers: how many, why, how they were answered and how fast. */
final class WriteMetrics implements SyncListener {
    private static final ImmutableList<String> VERBS = ImmutableList.of("create", "update", "delete");

    private final Counter writes;
    private final Counter reasons;
    private final Histogram latency;

    /**
     * Registers them.
     *
     * @param controllers that run: their counters are there from the beginning, so that a rise from 0 is seen
     */
    WriteMetrics(Subsystem subsystem, Set<ControllerName> controllers) {
        writes = subsystem.counter(
                "writes_total", "Writes that were asked for, by the answer", "controller", "verb", "result");
        reasons = subsystem.counter(
                "write_reasons_total",
                "Writes that were made, by reason; one with two reasons counts for both",
                "controller",
                "verb",
                "reason");
        latency = subsystem.histogram(
                "write_duration_seconds",
                "Seconds from asking for a write to its answer, the wait for --kube-api-qps included",
                Subsystem.LATENCIES,
                "controller",
                "verb");
        for (ControllerName controller : controllers) {
            for (String verb : VERBS) {
                for (WriteOutcome outcome : WriteOutcome.values()) {
                    writes.initLabelValues(ControllerLabel.of(controller), verb, outcome.label());
                }
            }
        }
    }

    @Override
    public void wrote(ControllerName name, Write write, WriteResult result, Duration took) {
        String controller = ControllerLabel.of(name);
        WriteOutcome outcome = WriteOutcome.of(result);
        writes.labelValues(controller, write.verb(), outcome.label()).inc();
        latency.labelValues(controller, write.verb()).observe(Subsystem.seconds(took));
        if (outcome == WriteOutcome.DONE) {
            for (Reason reason : write.reasons()) {
                reasons.labelValues(controller, write.verb(), Ascii.toLowerCase(reason.name()))
                        .inc();
            }
        }
    }
}
