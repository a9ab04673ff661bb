package io.endpointslice.cli.compact;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.report.Counts;
import io.endpointslice.cli.report.TextTable;

/** A survey for people: a line for each Service that would be compacted, why others are left alone, and the totals. */
public final class CompactTable {
    private static final ImmutableList<String> HEADER =
            ImmutableList.of("SERVICE", "SLICES", "AFTER", "STEPS", "WRITES", "ENDPOINTS", "SENT", "SAVED A LIST");

    private CompactTable() {}

    /** The whole text, each line ended. */
    public static String of(Survey survey) {
        String table = survey.candidates().isEmpty()
                ? ""
                : TextTable.of(
                                HEADER,
                                survey.candidates().stream()
                                        .map(CompactTable::row)
                                        .collect(toImmutableList()))
                        + "\n";
        StringBuilder text = new StringBuilder(table);
        survey.leftAlone()
                .forEach(plan -> plan.obstacle()
                        .ifPresent(obstacle -> text.append(plan.service())
                                .append(" is left alone: ")
                                .append(obstacle.text())
                                .append('\n')));
        return text.append(totals(survey)).toString();
    }

    private static ImmutableList<String> row(Candidate candidate) {
        return ImmutableList.of(
                candidate.name(),
                Integer.toString(candidate.plan().slices()),
                Integer.toString(candidate.plan().slices() - candidate.plan().saved()),
                Integer.toString(candidate.plan().steps().size()),
                Integer.toString(candidate.plan().writes().size()),
                Integer.toString(candidate.plan().endpointsWritten()),
                Counts.bytes(candidate.bytesSent()),
                Counts.bytes(candidate.bytesSaved()));
    }

    private static String totals(Survey survey) {
        if (survey.candidates().isEmpty()) {
            return "Nothing is worth being merged.\n";
        }
        long saved = survey.total(candidate -> candidate.plan().saved());
        long writes = survey.total(candidate -> candidate.plan().writes().size());
        return Counts.of(survey.candidates().size(), "Service") + ": " + Counts.of(saved, "slice") + " fewer, by "
                + Counts.of(writes, "write") + ".\n"
                + "Cost: " + times(survey, survey.total(Candidate::bytesSent)) + ".\n"
                + "Saved: " + times(survey, survey.total(Candidate::bytesSaved))
                + " whenever all slices are listed, and " + Counts.of(saved, "write")
                + " whenever every endpoint changes once.\n";
    }

    private static String times(Survey survey, long bytes) {
        int nodes = survey.nodes();
        return Counts.bytes(bytes) + " as JSON to each "
                + (nodes == 0
                        ? "Node"
                        : "of " + Counts.of(nodes, "Node") + ", " + Counts.bytes(bytes * nodes) + " in all");
    }
}
