package io.endpointslice.metrics;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;
import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.fixtures.MetricsPage;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The dashboard, the alerts and docs/metrics.md against what a working controller answers to {@code GET /metrics}. */
final class DeployedQueriesTest {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("..")
            .normalize();
    private static final Pattern OURS = Pattern.compile("endpoint|workqueue_");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| ([^|]*)\\|");
    private static final Splitter LABELS = Splitter.on(CharMatcher.anyOf("`, ")).omitEmptyStrings();
    private static final Pattern VARIABLE = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private static MetricsPage page = new MetricsPage(ImmutableMap.of(), ImmutableList.of());

    @BeforeAll
    static void work(@TempDir Path folder) throws IOException, InterruptedException {
        page = WorkedPage.read(folder);
    }

    @Test
    @DisplayName("every metric and label that the dashboard asks for or shows is there")
    void dashboard() throws IOException {
        ImmutableList<DeployedQuery> queries = panels().stream()
                .flatMap(panel -> targets(panel)
                        .map(target -> new DeployedQuery(
                                text(panel, "title"),
                                text(target, "expr"),
                                ImmutableList.of(text(target, "legendFormat")))))
                .collect(toImmutableList());
        assertThat(queries).hasSizeGreaterThan(50);
        assertThat(queries)
                .flatExtracting(query -> query.unanswered(page).toList())
                .isEmpty();
    }

    @Test
    @DisplayName("and so are those of the dashboard's variables")
    void variables() throws IOException {
        List<String> definitions = list(dashboardObject().path("templating").path("list")).stream()
                .filter(variable -> text(variable, "type").equals("query"))
                .map(variable -> text(variable, "definition"))
                .toList();
        assertThat(definitions).hasSize(2).allSatisfy(definition -> {
            Matcher parts = VARIABLE.matcher(definition);
            assertThat(parts.matches()).isTrue();
            assertThat(new DeployedQuery("variable", parts.group(1), ImmutableList.of("{{" + parts.group(2) + "}}"))
                            .unanswered(page))
                    .isEmpty();
        });
    }

    @Test
    @DisplayName("panels have numbers of their own, say what they show, and do not lie on each other")
    void panelsAreInOrder() throws IOException {
        List<JsonNode> panels = panels();
        assertThat(panels).extracting(panel -> text(panel, "id")).doesNotHaveDuplicates();
        assertThat(panels)
                .filteredOn(panel -> !text(panel, "type").equals("row"))
                .allSatisfy(panel -> assertThat(text(panel, "description")).endsWith("."));
        assertThat(panels.stream().flatMap(DeployedQueriesTest::cells).toList()).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("every metric and label that an alert asks for or shows is there")
    void alerts() throws IOException {
        ImmutableList<DeployedQuery> queries = rules().stream()
                .map(rule -> new DeployedQuery(
                        text(rule, "alert"),
                        text(rule, "expr"),
                        list(rule.path("annotations")).stream()
                                .map(JsonNode::asString)
                                .collect(toImmutableList())))
                .collect(toImmutableList());
        assertThat(queries).hasSizeGreaterThan(15);
        assertThat(queries)
                .flatExtracting(query -> query.unanswered(page).toList())
                .isEmpty();
    }

    @Test
    @DisplayName("every alert has a name of its own, a severity, and says what is wrong and what to do")
    void alertsAreComplete() throws IOException {
        assertThat(rules()).extracting(rule -> text(rule, "alert")).doesNotHaveDuplicates();
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(text(rule.path("labels"), "severity")).isIn("critical", "warning", "info");
            assertThat(rule.path("annotations").propertyNames())
                    .containsExactlyInAnyOrder("summary", "description", "runbook");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(endpointslice_controller_writes_totals[5m])",
                "endpointslice_controller_writes_total{result=\"refused\"}",
                "sum by (vreb) (endpointslice_controller_writes_total)",
            })
    @DisplayName("a query that is misspelt would be found")
    void misspelt(String expression) {
        assertThat(new DeployedQuery("x", expression, ImmutableList.of()).unanswered(page))
                .isNotEmpty();
    }

    @Test
    @DisplayName("and so would a legend that names a label which is not there")
    void misspeltLegend() {
        assertThat(new DeployedQuery(
                                "x",
                                "endpointslice_controller_ready",
                                ImmutableList.of("{{instance}} {{ $labels.name | humanize }} {{ $value }}"))
                        .unanswered(page))
                .containsExactly("x: no label name to show");
    }

    @Test
    @DisplayName("docs/metrics.md names every metric, with its type and its labels, and no other")
    void documented() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        DOCUMENTED
                .matcher(read("docs/metrics.md"))
                .results()
                .forEach(row -> documented.put(
                        row.group(1),
                        row.group(2)
                                + LABELS.splitToStream(row.group(3)).sorted().toList()));
        Map<String, String> there = new TreeMap<>();
        page.only(OURS).types().forEach((name, type) -> there.put(name, type + labels(name)));
        assertThat(documented).isEqualTo(there);
    }

    /** Of the metric's series, those of a histogram among them. */
    private static ImmutableSortedSet<String> labels(String metric) {
        ImmutableSet<String> names = ImmutableSet.of(metric, metric + "_bucket", metric + "_count", metric + "_sum");
        return page.series().stream()
                .filter(series -> names.contains(series.name()))
                .flatMap(series -> series.labels().keySet().stream())
                .filter(label -> !label.equals("le"))
                .collect(toImmutableSortedSet(naturalOrder()));
    }

    private static Stream<JsonNode> targets(JsonNode panel) {
        return list(panel.path("targets")).stream();
    }

    private static Stream<String> cells(JsonNode panel) {
        JsonNode at = panel.path("gridPos");
        int left = at.path("x").asInt();
        int top = at.path("y").asInt();
        return IntStream.range(top, top + at.path("h").asInt())
                .boxed()
                .flatMap(y -> IntStream.range(left, left + at.path("w").asInt()).mapToObj(x -> x + "/" + y));
    }

    private static List<JsonNode> panels() throws IOException {
        return list(dashboardObject().path("panels"));
    }

    private static JsonNode dashboardObject() throws IOException {
        return parse("deploy/grafana/endpointslice-controller.json");
    }

    private static List<JsonNode> rules() throws IOException {
        return list(parse("deploy/prometheus/alerts.yaml").path("groups")).stream()
                .flatMap(group -> list(group.path("rules")).stream())
                .toList();
    }

    private static JsonNode parse(String file) throws IOException {
        return new KubernetesSerialization().unmarshal(read(file), JsonNode.class);
    }

    private static String read(String file) throws IOException {
        return Files.readString(PROJECT.resolve(file));
    }

    /** The elements of an array, or the values of an object. */
    private static List<JsonNode> list(JsonNode array) {
        return ImmutableList.copyOf(array);
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asString();
    }
}
