package io.endpointslice.simulator.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.endpointslice.simulator.Delays;
import io.endpointslice.simulator.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The figures for people: one line for each run. Texts stand left, numbers right. OBJECTS are the writes of legacy Endpoints objects,
 * DELAY and P99 how long changes of Pods waited, LEAVING and LEAVING P99 those that took a ready Pod away.
 */
public final class RunTable {
    private static final int TEXT_COLUMNS = 2;
    private static final double BYTES_IN_MEGABYTE = 1_000_000;
    private static final double MILLIS_IN_SECOND = 1_000;
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
            "MEAN",
            "OBJECTS",
            "OBJECT BYTES",
            "DELAY",
            "P99",
            "LEAVING",
            "LEAVING P99");

    private RunTable() {}

    /**
     * The table, each line ended, in the order of the runs, and a line about what all Nodes together receive.
     *
     * @param nodes how many Nodes watch
     */
    public static String of(List<Run> runs, int nodes) {
        List<ImmutableList<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        Comparison comparison = new Comparison(runs);
        runs.forEach(run -> rows.add(row(run, comparison.writes(run))));
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> append(text, row, rows));
        return text.append(foot(runs, nodes)).toString();
    }

    private static String foot(List<Run> runs, int nodes) {
        Comparator<Run> byBytes = Comparator.comparingLong(run -> run.totals().bytesWritten());
        return runs.stream()
                .min(byBytes)
                .map(least -> String.format(
                        "Every Node receives these bytes: %d Nodes at least %s, at most %s.\n",
                        nodes, sent(least, nodes), sent(Collections.max(runs, byBytes), nodes)))
                .orElse("");
    }

    private static String sent(Run run, int nodes) {
        double megabytes = (double) run.totals().bytesWritten() * nodes / BYTES_IN_MEGABYTE;
        return String.format(
                Locale.ROOT, "%.1f MB (%s, %s, %d)", megabytes, run.trace(), run.policy(), run.maxEndpointsPerSlice());
    }

    /** In a trace by steps nothing is delayed. */
    private static String seconds(Run run, Function<Delays, Duration> figure) {
        return run.delays().equals(Delays.NONE)
                ? "-"
                : decimal((double) figure.apply(run.delays()).toMillis() / MILLIS_IN_SECOND) + " s";
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
                decimal(run.meanSlices()),
                whole(run.endpoints().writes()),
                whole(run.endpoints().bytesWritten()),
                seconds(run, Delays::median),
                seconds(run, Delays::p99),
                seconds(run, Delays::medianOfLeaving),
                seconds(run, Delays::p99OfLeaving));
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
