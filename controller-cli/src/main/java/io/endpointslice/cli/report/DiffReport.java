package io.endpointslice.cli.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.PlannedWrite;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A unified diff of the objects as YAML, in the manner of {@code kubectl diff}. */
public final class DiffReport implements Report {
    private static final int CONTEXT_LINES = 3;

    @Override
    public String render(ClusterPlan plan) {
        StringBuilder text = new StringBuilder();
        plan.writes().forEach(write -> append(text, write));
        return text.toString();
    }

    private static void append(StringBuilder text, PlannedWrite write) {
        String name = write.describe().replace(' ', '/');
        List<String> live = write.before().map(DiffReport::lines).orElse(ImmutableList.of());
        List<String> planned = write.after().isPresent() ? lines(write.sent()) : ImmutableList.of();
        text.append("# ")
                .append(write.write().verb())
                .append(' ')
                .append(write.describe())
                .append(": ");
        text.append(Reasons.line(write.write())).append('\n');
        UnifiedDiffUtils.generateUnifiedDiff(
                        "live/" + name, "planned/" + name, live, DiffUtils.diff(live, planned), CONTEXT_LINES)
                .forEach(line -> text.append(line).append('\n'));
    }

    private static List<String> lines(ObjectNode object) {
        return YamlText.of(object).lines().toList();
    }
}
