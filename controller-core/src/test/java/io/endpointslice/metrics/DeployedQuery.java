package io.endpointslice.metrics;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.endpointslice.fixtures.MetricsPage;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A query of the dashboard or of an alert.
 *
 * @param where the panel or the alert
 * @param expression PromQL; variables of Grafana are in it
 * @param texts that people see and that name labels of the result, as {@code {{verb}}} or {@code {{ $labels.verb }}}
 */
record DeployedQuery(String where, String expression, ImmutableList<String> texts) {
    /** Prometheus gives these to every series that it reads. */
    private static final ImmutableSet<String> TARGET_LABELS = ImmutableSet.of("job", "instance");

    private static final Pattern NAMED = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*(?:\\|[^}]*)?}}");

    /** What of it a page of metrics cannot answer, for people; nothing if it can answer all. */
    Stream<String> unanswered(MetricsPage page) {
        PromQl query = PromQl.parse(expression
                .replace("$__rate_interval", "5m")
                .replace("$controller", ".*")
                .replace("$job", "job"));
        ImmutableSet<String> labels = Stream.concat(
                        TARGET_LABELS.stream(),
                        query.selectors().stream().flatMap(selector -> labels(page, selector.metric())))
                .collect(toImmutableSet());
        return Stream.of(
                        query.selectors().stream()
                                .filter(selector -> page.series().stream().noneMatch(withoutTarget(selector)::finds))
                                .map(selector -> "no series for " + selector),
                        Sets.difference(query.labels(), labels).stream().map(label -> "no label " + label),
                        Sets.difference(named(), labels).stream().map(label -> "no label " + label + " to show"))
                .flatMap(problems -> problems)
                .map(problem -> where + ": " + problem);
    }

    private static PromQl.Selector withoutTarget(PromQl.Selector selector) {
        return new PromQl.Selector(
                selector.metric(),
                selector.conditions().stream()
                        .filter(condition -> !TARGET_LABELS.contains(condition.label()))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static Stream<String> labels(MetricsPage page, String metric) {
        return page.series().stream()
                .filter(series -> series.name().equals(metric))
                .flatMap(series -> series.labels().keySet().stream());
    }

    private ImmutableSet<String> named() {
        return texts.stream()
                .flatMap(text -> NAMED.matcher(text).results())
                .map((MatchResult name) -> name.group(1))
                .collect(toImmutableSet());
    }
}
