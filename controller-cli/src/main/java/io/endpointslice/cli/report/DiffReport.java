package io.endpointslice.cli.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.PlannedWrite;
import io.endpointslice.cli.cluster.SliceObject;
import io.endpointslice.plan.SliceWrite;
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
        String name = write.service().namespace() + "/" + write.name();
        List<String> live =
                write.before().map(SliceObject::raw).map(DiffReport::lines).orElse(ImmutableList.of());
        List<String> planned = write.write() instanceof SliceWrite.Delete ? ImmutableList.of() : lines(write.sent());
        text.append("# ").append(write.write().verb()).append(' ').append(name).append(": ");
        text.append(Reasons.line(write.write())).append('\n');
        UnifiedDiffUtils.generateUnifiedDiff(
                        "live/" + name, "planned/" + name, live, DiffUtils.diff(live, planned), CONTEXT_LINES)
                .forEach(line -> text.append(line).append('\n'));
    }

    private static List<String> lines(ObjectNode object) {
        return YamlText.of(object).lines().toList();
    }
}
