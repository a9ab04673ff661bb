package io.endpointslice.simulator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.Simulation;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.trace.Trace;
import io.endpointslice.simulator.trace.TraceStep;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page around the figures. */
class HtmlPageTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><!--{{library}}\u2028'\"&$1\\";
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"'`)]*");

    private static String page(String text) {
        Trace trace = new Trace(text, text, 4, 9, ImmutableList.of(step(0), step(5)));
        return HtmlPage.of(
                Report.of(
                        text,
                        ImmutableMap.of("option", text),
                        ImmutableList.of(
                                observed(trace, SimulatedPolicy.REFERENCE), observed(trace, SimulatedPolicy.MERGING))),
                60);
    }

    private static TraceStep step(int removed) {
        ImmutableIntArray none = ImmutableIntArray.of();
        return new TraceStep(ImmutableIntArray.of(removed), none, none, none, none);
    }

    private static Report.Observed observed(Trace trace, SimulatedPolicy policy) {
        CourseRecorder recorder = new CourseRecorder(Report.TimeUnit.STEPS);
        Run run = Simulation.run(trace.timeline(), policy, new Setting(4, 1, 0), recorder);
        return new Report.Observed(
                new Report.Subject(trace.name(), trace.about(), Report.TimeUnit.STEPS), run, recorder.course());
    }

    private static List<String> scripts(String page) {
        return SCRIPT.matcher(page).results().map(script -> script.group(1)).toList();
    }

    /** What is left of the page without its scripts and its data. */
    private static String markup(String page) {
        return page.replaceAll("(?s)<script[ >].*?</script>", "");
    }

    @DisplayName("a text of a trace stays a text, whatever stands in it")
    @Test
    void hostileTexts() {
        String page = page(HOSTILE);

        JsonNode data = PageData.of(page);
        assertThat(data.path("nodes").intValue()).isEqualTo(60);
        assertThat(data.path("command").stringValue()).isEqualTo(HOSTILE);
        assertThat(data.path("options").path("option").stringValue()).isEqualTo(HOSTILE);
        assertThat(data.path("stories").path(0).path("name").stringValue()).isEqualTo(HOSTILE);
        assertThat(data.path("stories").path(0).path("about").stringValue()).isEqualTo(HOSTILE);
        assertThat(scripts(page)).isEqualTo(scripts(page("calm")));
        assertThat(markup(page)).isEqualTo(markup(page("calm"))).doesNotContain("alert");
    }

    @DisplayName("no script of ours sets markup or makes code from a text")
    @Test
    void textsAreSetAsTexts() {
        scripts(page("calm")).stream()
                .skip(1)
                .forEach(script -> assertThat(script)
                        .doesNotContain(
                                "innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function("));
    }

    @DisplayName("the page allows its own scripts, by their hashes, and nothing from anywhere")
    @Test
    void contentSecurityPolicy() throws NoSuchAlgorithmException {
        String page = page("calm");

        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        List<String> hashes = scripts(page).stream()
                .map(script ->
                        "'sha256-" + Base64.getEncoder().encodeToString(digest.digest(script.getBytes(UTF_8))) + "'")
                .toList();
        assertThat(hashes).hasSize(3);
        assertThat(page)
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
                        + String.join(" ", hashes) + "; style-src 'unsafe-inline'; img-src data:\">");
    }

    @DisplayName("nothing in the page is loaded from elsewhere")
    @Test
    void selfContained() {
        String page = page("calm");

        assertThat(markup(page))
                .contains("<style>")
                .doesNotContain("src=", "@import", "url(", "<link", "<base", "<iframe", "//")
                .doesNotContainPattern("href=\"[^#]");
        assertThat(scripts(page).get(0)).contains("Apache License").contains("echarts");
        assertThat(scripts(page).stream()
                        .flatMap(script -> ADDRESS.matcher(script).results().map(MatchResult::group)))
                .as("names of licences and of XML, which are not loaded")
                .allMatch(address -> address.contains("LICENSE") || address.startsWith("http://www.w3.org/"));
        scripts(page).stream()
                .skip(1)
                .forEach(script ->
                        assertThat(script).doesNotContain("fetch(", "XMLHttp", "import(", "WebSocket", "Worker("));
    }

    @DisplayName("every place of the template is filled, the library to its last byte")
    @Test
    void whole() {
        String page = page("calm");

        assertThat(markup(page)).doesNotContain("{{", "}}");
        assertThat(scripts(page))
                .hasSize(3)
                .allSatisfy(script -> assertThat(script).isNotBlank());
        assertThat(scripts(page).get(0))
                .isEqualTo(HtmlPage.script("echarts.min.js"))
                .hasSizeGreaterThan(1_000_000);
    }

    @DisplayName("the same runs give the same bytes")
    @Test
    void deterministic() {
        assertThat(page("calm").equals(page("calm"))).isTrue();
        assertThat(page("calm").equals(page("windy"))).isFalse();
    }
}
