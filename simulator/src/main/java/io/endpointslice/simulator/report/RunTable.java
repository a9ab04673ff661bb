package io.endpointslice.simulator.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.endpointslice.simulator.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The figures for people: one line for each run. Texts stand left, numbers right. */
public final class RunTable {
    private static final int TEXT_COLUMNS = 2;
    private static final String GAP = "  ";
    private static final ImmutableList<String> HEADER = ImmutableList.of(
            "TRACE",
            "POLICY",
            "MAX",
            "WRITES",
            "TO REFERENCE",
            "CREATES",
            "UPDATES",
            "DELETES",
            "ENDPOINTS",
            "BYTES",
            "LOWER BOUND",
            "SLICES",
            "IDEAL",
            "MEAN");

    private RunTable() {}

    /** The table, each line ended, in the order of the runs. */
    public static String of(List<Run> runs) {
        List<ImmutableList<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        Comparison comparison = new Comparison(runs);
        runs.forEach(run -> rows.add(row(run, comparison.writes(run))));
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> append(text, row, rows));
        return text.toString();
    }

    private static ImmutableList<String> row(Run run, OptionalDouble toReference) {
        return ImmutableList.of(
                run.trace(),
                run.policy(),
                whole(run.maxEndpointsPerSlice()),
                whole(run.totals().writes()),
                toReference.isPresent() ? decimal(toReference.getAsDouble()) : "-",
                whole(run.totals().creates()),
                whole(run.totals().updates()),
                whole(run.totals().deletes()),
                whole(run.totals().endpointsWritten()),
                whole(run.totals().bytesWritten()),
                whole(run.lowerBound()),
                whole(run.finalSlices()),
                whole(run.idealSlices()),
                decimal(run.meanSlices()));
    }

    private static String whole(long number) {
        return Long.toString(number);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private static void append(StringBuilder text, List<String> row, List<ImmutableList<String>> rows) {
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(any -> any.get(column).length())
                    .max()
                    .orElse(0);
            String cell = row.get(i);
            text.append(i == 0 ? "" : GAP)
                    .append(i < TEXT_COLUMNS ? Strings.padEnd(cell, width, ' ') : Strings.padStart(cell, width, ' '));
        }
        text.append('\n');
    }
}
