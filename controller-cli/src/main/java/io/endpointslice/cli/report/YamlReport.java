package io.endpointslice.cli.report;

import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.PlannedWrite;
import io.endpointslice.plan.SliceWrite;

/** The objects that would be written, as YAML; why, and what would be deleted, stands in comments. */
public final class YamlReport implements Report {
    @Override
    public String render(ClusterPlan plan) {
        StringBuilder text = new StringBuilder();
        plan.errors().forEach(error -> text.append("# error: ").append(error).append('\n'));
        plan.warnings().forEach(note -> text.append("# note: ").append(note).append('\n'));
        if (plan.writes().isEmpty()) {
            text.append("# nothing to write: ").append(Counts.of(plan.unchangedSlices(), "slice"));
            text.append(plan.unchangedSlices() == 1 ? " is right as it is\n" : " are right as they are\n");
        }
        for (PlannedWrite write : plan.writes()) {
            append(text, write);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, PlannedWrite write) {
        boolean delete = write.write() instanceof SliceWrite.Delete;
        text.append(delete ? "" : "---\n").append("# ").append(write.write().verb());
        if (delete) {
            text.append(' ').append(write.service().namespace()).append('/').append(write.name());
        }
        text.append(": ").append(Reasons.line(write.write())).append('\n');
        if (!delete) {
            text.append(YamlText.of(write.sent()));
        }
    }
}
