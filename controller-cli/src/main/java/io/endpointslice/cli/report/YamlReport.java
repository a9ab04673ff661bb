package io.endpointslice.cli.report;

import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.ClusterPlan.Unchanged;
import io.endpointslice.cli.cluster.PlannedWrite;

/** The objects that would be written, as YAML; why, and what would be deleted, stands in comments. */
public final class YamlReport implements Report {
    @Override
    public String render(ClusterPlan plan) {
        StringBuilder text = new StringBuilder();
        plan.errors().forEach(error -> text.append("# error: ").append(error).append('\n'));
        plan.warnings().forEach(note -> text.append("# note: ").append(note).append('\n'));
        if (plan.writes().isEmpty()) {
            text.append("# nothing to write: ")
                    .append(unchanged(plan.unchanged()))
                    .append('\n');
        }
        for (PlannedWrite write : plan.writes()) {
            append(text, write);
        }
        return text.toString();
    }

    private static String unchanged(Unchanged unchanged) {
        String slices = Counts.of(unchanged.slices(), "slice");
        if (unchanged.endpoints() > 0) {
            return slices + " and " + unchanged.endpoints() + " Endpoints are right as they are";
        }
        return slices + (unchanged.slices() == 1 ? " is right as it is" : " are right as they are");
    }

    private static void append(StringBuilder text, PlannedWrite write) {
        boolean delete = write.after().isEmpty();
        text.append(delete ? "" : "---\n").append("# ").append(write.write().verb());
        if (delete) {
            text.append(' ').append(write.describe());
        }
        text.append(": ").append(Reasons.line(write.write())).append('\n');
        if (!delete) {
            text.append(YamlText.of(write.sent()));
        }
    }
}
