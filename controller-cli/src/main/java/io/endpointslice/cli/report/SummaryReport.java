package io.endpointslice.cli.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.PlannedWrite;
import io.endpointslice.plan.SliceWrite;

/** A table with a line for each write, and the totals. */
public final class SummaryReport implements Report {
    private static final ImmutableList<String> HEADER =
            ImmutableList.of("SERVICE", "TYPE", "PORTS", "SLICE", "VERB", "ENDPOINTS", "WHY");

    private final int maxEndpointsPerSlice;

    /**
     * @param maxEndpointsPerSlice the cap of the plan, shown beside each count
     */
    public SummaryReport(int maxEndpointsPerSlice) {
        this.maxEndpointsPerSlice = maxEndpointsPerSlice;
    }

    @Override
    public String render(ClusterPlan plan) {
        StringBuilder text = new StringBuilder();
        if (!plan.writes().isEmpty()) {
            text.append(
                    TextTable.of(HEADER, plan.writes().stream().map(this::row).collect(toImmutableList())));
        }
        return text.append(totals(plan)).append('\n').toString();
    }

    private ImmutableList<String> row(PlannedWrite write) {
        SliceWrite change = write.write();
        return ImmutableList.of(
                write.service().toString(),
                change.slice().addressType().apiName(),
                change.slice().ports().toString(),
                write.name(),
                change.verb(),
                endpoints(change),
                Reasons.line(change));
    }

    private String endpoints(SliceWrite write) {
        int size = write.slice().endpoints().size();
        int before = 0;
        int after = size;
        if (write instanceof SliceWrite.Update update) {
            before = update.before().endpoints().size();
        } else if (write instanceof SliceWrite.Delete) {
            before = size;
            after = 0;
        }
        return before + " -> " + after + " / " + maxEndpointsPerSlice;
    }

    private static String totals(ClusterPlan plan) {
        return Counts.of(plan.writes().size(), "write") + " (least possible " + plan.leastWrites() + "): "
                + Counts.of(count(plan, SliceWrite.Create.class), "create") + ", "
                + Counts.of(count(plan, SliceWrite.Update.class), "update") + ", "
                + Counts.of(count(plan, SliceWrite.Delete.class), "delete") + "; "
                + Counts.of(plan.unchangedSlices(), "slice") + " unchanged";
    }

    private static long count(ClusterPlan plan, Class<? extends SliceWrite> kind) {
        return plan.writes().stream()
                .filter(write -> kind.isInstance(write.write()))
                .count();
    }
}
