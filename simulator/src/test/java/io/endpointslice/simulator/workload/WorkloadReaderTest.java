package io.endpointslice.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ConfigException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workloads from YAML, and one exact line for each mistake in them. */
class WorkloadReaderTest {
    private static final String DEPLOYMENTS = "deployments:\n- name: web\n  replicas: 3\n";
    private static final String HEAD = DEPLOYMENTS + "services:\n- name: web\nevents:\n";

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> WorkloadReader.read("w.yaml", text))
                .isInstanceOf(ConfigException.class)
                .hasMessage("w.yaml:" + message);
    }

    @DisplayName("what is left out has a default")
    @Test
    void defaults() {
        Workload workload = WorkloadReader.read("docs/web.yaml", HEAD + "- {at: 10s, rollout: web}");

        assertThat(workload)
                .isEqualTo(new Workload(
                        "web",
                        "",
                        100,
                        1,
                        20,
                        new NodePool(60, 3, 110),
                        ImmutableList.of(new Deployment(
                                "web",
                                3,
                                ImmutableMap.of("app", "web"),
                                new Allowance(25, true),
                                new Allowance(25, true),
                                new Span(1_000, 3_000),
                                new Span(1_000, 3_000))),
                        ImmutableList.of(new PublishingService("web", ImmutableMap.of("app", "web"))),
                        ImmutableList.of(new Happening.Rollout(10_000, "web"))));
    }

    @DisplayName("every field, and every event")
    @Test
    void everything() {
        Workload workload = WorkloadReader.read("w.yaml", """
                name: all
                about: everything
                seed: 7
                maxEndpointsPerSlice: 50
                controllerQps: 40
                nodes: {count: 5, zones: 2, podsPerNode: 30}
                deployments:
                - name: web
                  replicas: 3
                  labels: {tier: front}
                  maxSurge: 2
                  maxUnavailable: 0
                  startup: 500ms..2s
                  termination: 1m
                services:
                - name: front
                  selector: {tier: front}
                events:
                - {at: 0s, scale: web, to: 8}
                - {at: 1s, scale: web, to: [5, 3], every: 10s, times: 2}
                - {at: 2s, drain: 2, every: 1s}
                - {at: 3s, fail: 1, for: 10s, evictAfter: 5s}
                - {at: 4s, flap: web, percent: 10, period: 10s, down: 2s, for: 1h}
                - {at: 5s, switch: front, selector: {tier: back}}
                - {at: 6s, job: crunch, labels: {tier: front}, completions: 9, parallelism: 3, startup: 1s, run: 2s..4s}
                """);

        ImmutableMap<String, String> front = ImmutableMap.of("tier", "front");
        assertThat(workload.nodes()).isEqualTo(new NodePool(5, 2, 30));
        assertThat(workload.deployments())
                .containsExactly(new Deployment(
                        "web",
                        3,
                        front,
                        new Allowance(2, false),
                        new Allowance(0, false),
                        new Span(500, 2_000),
                        Span.of(60_000)));
        assertThat(workload.services()).containsExactly(new PublishingService("front", front));
        assertThat(workload.events())
                .containsExactly(
                        new Happening.Scale(0, "web", ImmutableList.of(8), 0, 1),
                        new Happening.Scale(1_000, "web", ImmutableList.of(5, 3), 10_000, 2),
                        new Happening.Drain(2_000, 2, 1_000),
                        new Happening.Fail(3_000, 1, 10_000, 5_000),
                        new Happening.Flap(4_000, "web", 10, 10_000, 2_000, 3_600_000),
                        new Happening.Switch(5_000, "front", ImmutableMap.of("tier", "back")),
                        new Happening.Job(6_000, "crunch", front, 9, 3, Span.of(1_000), new Span(2_000, 4_000)));
        assertThat(workload)
                .extracting(Workload::name, Workload::about, Workload::seed, Workload::controllerQps)
                .containsExactly("all", "everything", 7L, 40);
    }

    @DisplayName("an event that can't be: line, what is wrong, and what belongs there")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{rollout: web}              | 7: an event has no 'at'",
                "{at: soon, rollout: web}    | 7: at: 'soon' is not a time, such as 500ms, 30s, 2m or 1h",
                "{at: 1s}                    | 7: the event does not say what happens: it has one of rollout, scale, drain, fail, flap, switch, job",
                "{at: 1s, rollout: wbe}      | 7: rollout: there is no deployment 'wbe': those are web",
                "{at: 1s, rollout: web, to: 3} | 7: 'to' is no field of an event: those are at, rollout",
                "{at: 1s, scale: web}        | 7: an event has no 'to'",
                "{at: 1s, scale: web, to: -1}| 7: to: -1 is not a whole number between 0 and 1000000",
                "{at: 1s, scale: web, to: [1, 2]} | 7: an event has no 'every'",
                "{at: 1s, scale: web, to: [1, 2], every: 0s} | 7: every must be above 0",
                "{at: 1s, drain: 0}          | 7: drain: 0 is not a whole number between 1 and 1000000",
                "{at: 1s, fail: 1}           | 7: an event has no 'for'",
                "{at: 1s, flap: web, percent: 101, period: 9s, down: 1s, for: 1m} | 7: percent: 101 is not a whole number between 1 and 100",
                "{at: 1s, flap: web, percent: 1, period: 9s, down: 9s, for: 1m} | 7: down must be shorter than the period",
                "{at: 1s, switch: web}       | 7: a switch has no 'selector'",
                "{at: 1s, switch: front, selector: {a: b}} | 7: switch: there is no service 'front': those are web",
                "{at: 1s, job: x}            | 7: an event has no 'completions'",
                "{at: 1s, job: x, completions: 1, run: 3s..2s} | 7: run: '3s..2s' ends before it begins",
                "{at: 1s, at: 2s}            | 7: 'at' stands twice",
                "rollout                     | 7: this is no mapping, which an event would be",
            })
    void noEvent(String event, String message) {
        assertRefused(HEAD + "- " + event, message);
    }

    @DisplayName("all else that can't be")
    @Test
    void mistakes() {
        assertRefused("", "1: this is no workload, which would have deployments, services and events");
        assertRefused("[]", "1: this is no mapping, which a workload would be");
        assertRefused(DEPLOYMENTS, "1: the workload has no service whose slices could be written");
        assertRefused(
                DEPLOYMENTS + "node: 3",
                "4: 'node' is no field of a workload: those are name, about, maxEndpointsPerSlice, seed, controllerQps, "
                        + "nodes, deployments, services, events");
        assertRefused("deployments: web", "1: deployments must be a list");
        assertRefused("deployments:\n- replicas: 3", "2: a deployment has no 'name'");
        assertRefused("deployments:\n- name: web", "2: a deployment has no 'replicas'");
        assertRefused("deployments:\n- {name: a, replicas: 1}\n- {name: a, replicas: 1}", "3: name: 'a' stands twice");
        assertRefused(
                "deployments:\n- {name: A, replicas: 1}",
                "2: name: 'A' is not up to 42 lower-case letters, digits and -, from a letter on");
        assertRefused(
                "deployments:\n- name: a\n  replicas: 1\n  maxSurge: half",
                "4: maxSurge: 'half' is not a number of Pods, such as 2, or a share, such as 25%");
        assertRefused(
                "deployments:\n- name: a\n  replicas: 1\n  labels: [a]",
                "4: this is no mapping, which labels would be");
        assertRefused(
                "maxEndpointsPerSlice: 1001", "1: maxEndpointsPerSlice: 1001 is not a whole number between 1 and 1000");
        assertRefused("name: {}", "1: name must be a text");
    }

    @DisplayName("broken YAML: the line and the parser's reason")
    @Test
    void brokenYaml() {
        assertThatThrownBy(() -> WorkloadReader.read("w.yaml", "name: a\nnodes: {count: 3"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("w.yaml:2: ")
                .hasMessageNotContaining("\n");
    }
}
