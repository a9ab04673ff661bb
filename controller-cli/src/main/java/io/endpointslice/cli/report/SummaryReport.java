package io.endpointslice.cli.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.PlannedWrite;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.SliceWrite;
import java.util.List;

/** A table with a line for each write, and the totals. */
public final class SummaryReport implements Report {
    private static final ImmutableList<String> HEADER =
            ImmutableList.of("SERVICE", "TYPE", "PORTS", "OBJECT", "VERB", "ENDPOINTS", "WHY");

    private final ControllerConfig config;

    /**
     * @param config of the plan: its limits are shown beside each count
     */
    public SummaryReport(ControllerConfig config) {
        this.config = config;
    }

    @Override
    public String render(ClusterPlan plan) {
        StringBuilder text = new StringBuilder();
        if (!plan.writes().isEmpty()) {
            text.append(
                    TextTable.of(HEADER, plan.writes().stream().map(this::row).collect(toImmutableList())));
        }
        return text.append(slices(plan)).append(endpoints(plan)).toString();
    }

    private ImmutableList<String> row(PlannedWrite write) {
        return write.write() instanceof SliceWrite slice
                ? row(write, slice)
                : EndpointsRow.of(write, (EndpointsWrite) write.write());
    }

    private ImmutableList<String> row(PlannedWrite write, SliceWrite change) {
        int size = change.slice().endpoints().size();
        int before = change instanceof SliceWrite.Update update
                ? update.before().endpoints().size()
                : change instanceof SliceWrite.Delete ? size : 0;
        int after = change instanceof SliceWrite.Delete ? 0 : size;
        int max = write.controller() == ControllerName.MIRRORING
                ? config.maxEndpointsPerSubset()
                : config.maxEndpointsPerSlice();
        return ImmutableList.of(
                write.service().toString(),
                change.slice().addressType().apiName(),
                change.slice().ports().toString(),
                write.name(),
                change.verb(),
                before + " -> " + after + " / " + max,
                Reasons.line(change));
    }

    private static String slices(ClusterPlan plan) {
        ImmutableList<PlannedWrite> writes = of(plan, SliceWrite.class);
        return Counts.of(writes.size(), "write") + " (least possible " + plan.leastSliceWrites() + "): " + verbs(writes)
                + "; " + Counts.of(plan.unchanged().slices(), "slice") + " unchanged\n";
    }

    private String endpoints(ClusterPlan plan) {
        ImmutableList<PlannedWrite> writes = of(plan, EndpointsWrite.class);
        return config.loops().containsKey(ControllerName.ENDPOINTS)
                ? Counts.of(writes.size(), "write") + " of Endpoints: " + verbs(writes) + "; "
                        + plan.unchanged().endpoints() + " Endpoints unchanged\n"
                : "";
    }

    private static ImmutableList<PlannedWrite> of(ClusterPlan plan, Class<?> kind) {
        return plan.writes().stream()
                .filter(write -> kind.isInstance(write.write()))
                .collect(toImmutableList());
    }

    private static String verbs(List<PlannedWrite> writes) {
        return Counts.of(count(writes, "create"), "create") + ", " + Counts.of(count(writes, "update"), "update") + ", "
                + Counts.of(count(writes, "delete"), "delete");
    }

    private static long count(List<PlannedWrite> writes, String verb) {
        return writes.stream()
                .filter(write -> write.write().verb().equals(verb))
                .count();
    }
}
