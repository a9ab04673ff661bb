package io.endpointslice.cli.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.PlannedWrite;
import io.endpointslice.plan.SliceWrite;
import java.util.ArrayList;
import java.util.List;

/** A table with a line for each write, and the totals. */
public final class SummaryReport implements Report {
    private static final ImmutableList<String> HEADER =
            ImmutableList.of("SERVICE", "TYPE", "PORTS", "SLICE", "VERB", "ENDPOINTS", "WHY");
    private static final String GAP = "   ";

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
            List<List<String>> rows = new ArrayList<>();
            rows.add(HEADER);
            plan.writes().forEach(write -> rows.add(row(write)));
            appendTable(text, rows);
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

    private static void appendTable(StringBuilder text, List<List<String>> rows) {
        int last = HEADER.size() - 1;
        int[] widths = new int[last];
        for (List<String> row : rows) {
            for (int i = 0; i < last; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            for (int i = 0; i < last; i++) {
                text.append(Strings.padEnd(row.get(i), widths[i], ' ')).append(GAP);
            }
            text.append(row.get(last)).append('\n');
        }
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
