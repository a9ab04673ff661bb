package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.math.Quantiles;
import com.google.common.math.Stats;
import java.util.List;
import java.util.Locale;

/** Results as a table for people: for each figure both contestants' least, median and most over the rounds, side by side. */
final class Report {
    private static final String HEADING = "%-46s %32s   %32s   %8s%n";
    private static final String COLUMNS = "%10s %10s %10s";

    private Report() {}

    static String table(List<Result> results) {
        StringBuilder text = new StringBuilder();
        Multimaps.index(results, Result::scenario).asMap().forEach((title, ofTitle) -> {
            text.append('\n').append(HEADING.formatted(title, "reference", "ours", "ours /"));
            String columns = COLUMNS.formatted("min", "median", "max");
            text.append(HEADING.formatted("", columns, columns, "reference"));
            rows(ImmutableList.copyOf(ofTitle), text);
        });
        return text.toString();
    }

    private static void rows(ImmutableList<Result> results, StringBuilder text) {
        results.stream()
                .flatMap(result -> result.figures().keySet().stream())
                .distinct()
                .forEach(figure -> text.append(row(figure, values(results, figure))));
    }

    private static ImmutableListMultimap<Contestant, Double> values(ImmutableList<Result> results, String figure) {
        ImmutableListMultimap.Builder<Contestant, Double> values = ImmutableListMultimap.builder();
        for (Result result : results) {
            Double value = result.figures().get(figure);
            if (value != null) {
                values.put(result.contestant(), value);
            }
        }
        return values.build();
    }

    private static String row(String figure, ImmutableListMultimap<Contestant, Double> values) {
        ImmutableList<Double> reference = values.get(Contestant.REFERENCE);
        ImmutableList<Double> ours = values.get(Contestant.OURS);
        return HEADING.formatted(figure, spread(reference), spread(ours), ratio(ours, reference));
    }

    private static String spread(ImmutableList<Double> values) {
        if (values.isEmpty()) {
            return "-";
        }
        Stats stats = Stats.of(values);
        return COLUMNS.formatted(number(stats.min()), number(median(values)), number(stats.max()));
    }

    /** Of the medians; nothing if there is nothing to compare. */
    private static String ratio(ImmutableList<Double> ours, ImmutableList<Double> reference) {
        return ours.isEmpty() || reference.isEmpty() || median(reference) == 0
                ? "-"
                : "%.3f".formatted(median(ours) / median(reference));
    }

    private static double median(ImmutableList<Double> values) {
        return Quantiles.median().compute(values);
    }

    /** With about three digits that mean something. */
    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
