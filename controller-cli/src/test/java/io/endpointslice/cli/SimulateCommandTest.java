package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code simulate} through the real command line. */
class SimulateCommandTest {
    @TempDir
    private Path folder;

    private Path trace = Path.of("");

    @BeforeEach
    void writeTrace() throws IOException {
        trace = Files.writeString(folder.resolve("calm.json"), """
                {"name": "calm", "about": "", "maxEndpointsPerSlice": 10, "initialPods": 25, "steps": [
                {"terminate": [0, 1]},
                {"remove": [0, 1], "addNotReady": [25]},
                {"update": [25]}]}
                """);
    }

    private static void assertRefused(CommandRun run, String line) {
        assertThat(run.errLines()).containsExactly("endpointslice-controller simulate: " + line);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @DisplayName("without --policy all policies run, with the trace's limit")
    @Test
    void allPolicies() {
        CommandRun run = CommandRun.of("simulate", trace, "-o", "json");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(0);
        JsonNode runs = JsonMapper.builder().build().readTree(run.out()).path("runs");
        assertThat(runs.findValuesAsString("policy"))
                .containsExactly("reference", "minimal", "merging", "churn-aware", "clairvoyant");
        assertThat(runs.findValuesAsString("maxEndpointsPerSlice")).containsOnly("10");
        assertThat(runs.findValuesAsString("lowerBound")).containsOnly("3");
    }

    @DisplayName("policies and limits as they are given, each once, as a table by default")
    @Test
    void chosen() {
        CommandRun run = CommandRun.of(
                "simulate",
                "--policy",
                "minimal,merging",
                "--policy=minimal",
                "--max-endpoints-per-slice",
                "5,10,5",
                trace);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()
                        .lines()
                        .map(line ->
                                line.replaceAll("^(\\S+ +\\S+ +\\S+).*", "$1").replaceAll(" +", " ")))
                .containsExactly(
                        "TRACE POLICY MAX",
                        "calm minimal 5",
                        "calm merging 5",
                        "calm minimal 10",
                        "calm merging 10",
                        "Every Node receives");
    }

    @DisplayName(
            "a workload beside a trace; a change waits for as long as --batching says; --nodes stand in the last line")
    @Test
    void workload() throws IOException {
        Path workload = Files.writeString(folder.resolve("roll.yaml"), """
                deployments:
                - {name: web, replicas: 20, startup: 1s, termination: 1s}
                services:
                - name: web
                events:
                - {at: 1s, rollout: web}
                """);

        CommandRun run = CommandRun.of(
                "simulate", workload, trace, "--policy", "merging", "--batching", "700ms", "--nodes", "30");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("roll ").contains(" 0.70 s"))
                .anySatisfy(line -> assertThat(line).startsWith("calm ").endsWith(" -"))
                .anySatisfy(line -> assertThat(line).contains(": 30 Nodes at least "));
    }

    @DisplayName("-o html: a page that names the command, what was chosen and what was not, the same each time")
    @Test
    void page() {
        CommandRun run = CommandRun.of("simulate", trace, "-o", "html", "--policy", "merging", "--seed", "7");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("<!DOCTYPE html>")
                .contains("\"command\":\"endpointslice-controller simulate " + trace
                        + " -o html --policy merging --seed 7\"")
                .contains("\"options\":{\"policies\":\"merging\",\"most endpoints of a slice\":\"as each file says\","
                        + "\"seed\":\"7\",\"rewrite budget\":\"0.05\",\"batching\":\"adaptive\"}")
                .endsWith("</html>\n");
        assertThat(CommandRun.of("simulate", trace, "-o", "html", "--policy", "merging", "--seed", "7")
                        .out()
                        .equals(run.out()))
                .isTrue();
    }

    @DisplayName("--output-file: the same result in a file, and nothing on standard output")
    @Test
    void file() throws IOException {
        Path file = folder.resolve("figures.json");

        CommandRun run = CommandRun.of("simulate", trace, "-o", "json", "--output-file", file);

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out() + run.err()).isEmpty();
        assertThat(Files.readString(file))
                .isEqualTo(CommandRun.of("simulate", trace, "-o", "json").out());
    }

    @DisplayName("a file that can't be written: one line, before anything is run")
    @Test
    void badFiles() {
        Path missing = folder.resolve("none.json");
        assertRefused(
                CommandRun.of("simulate", missing, "--output-file", folder),
                folder + ": is a folder: name a file in it");
        Path lost = folder.resolve("none/figures.html");
        assertRefused(
                CommandRun.of("simulate", missing, "--output-file", lost),
                lost + ": there is no folder " + folder.resolve("none") + ": make it first");
    }

    @DisplayName("mistakes: one line, exit code 2, no figures")
    @Test
    void mistakes() throws IOException {
        assertRefused(CommandRun.of("simulate"), "no workload, trace or recording is given: name one or more files");
        assertRefused(
                CommandRun.of("simulate", folder.resolve("none.json")), folder.resolve("none.json") + ": no such file");
        assertRefused(
                CommandRun.of("simulate", trace, "--policy", "best"),
                "Invalid value for option '--policy' (POLICY): 'best' is not one of reference, minimal, merging, "
                        + "churn-aware, clairvoyant; see 'endpointslice-controller simulate --help'");
        assertRefused(
                CommandRun.of("simulate", trace, "--max-endpoints-per-slice", "10,0"),
                "Invalid value for option '--max-endpoints-per-slice' (N): '0' is not a number between 1 and 1000; see "
                        + "'endpointslice-controller simulate --help'");
        assertRefused(
                CommandRun.of("simulate", trace, "--rewrite-budget", "5%"),
                "Invalid value for option '--rewrite-budget': '5%' is not a number between 0 and 1, such as 0.05; "
                        + "see 'endpointslice-controller simulate --help'");
        assertRefused(
                CommandRun.of("simulate", trace, "--batching", "often"),
                "Invalid value for option '--batching': 'often' is not adaptive, none, or a time such as 500ms; see "
                        + "'endpointslice-controller simulate --help'");
        assertRefused(
                CommandRun.of("simulate", trace, "--nodes", "0"),
                "Invalid value for option '--nodes': '0' is not a whole number above 0; see "
                        + "'endpointslice-controller simulate --help'");
        Path odd =
                Files.writeString(folder.resolve("odd.yaml"), "services:\n- name: web\nevents:\n- {at: 1s, drian: 3}");
        assertRefused(
                CommandRun.of("simulate", trace, odd),
                odd
                        + ":4: the event does not say what happens: it has one of rollout, scale, drain, fail, flap, switch, "
                        + "job");
        assertRefused(
                CommandRun.of("simulate", trace, "-o", "xml"),
                "Invalid value for option '--output': 'xml' is not one of table, json, html; see "
                        + "'endpointslice-controller simulate --help'");
        assertRefused(
                CommandRun.of("simulate", trace, "--bogus"),
                "Unknown option: '--bogus'; see 'endpointslice-controller simulate --help'");
        Path broken = Files.writeString(
                folder.resolve("broken.json"),
                "{\"name\": \"b\", \"maxEndpointsPerSlice\": 10, \"initialPods\": 1,\n\"steps\": [{\"remove\": [1]}]}");
        assertRefused(CommandRun.of("simulate", trace, broken), broken + ":2: step 1: remove: Pod 1 is not there");
    }
}
