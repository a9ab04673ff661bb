package io.endpointslice.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.Timeline;
import io.endpointslice.simulator.workload.WorkloadReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What workloads show, by small examples, and what holds at any time. */
class PlayTest {
    private static Timeline play(String text) {
        return Play.timeline(WorkloadReader.read("w.yaml", text));
    }

    private static String web(int replicas, String strategy, String events) {
        return "deployments:\n- {name: web, replicas: " + replicas + ", " + strategy
                + "}\nservices:\n- name: web\nevents:\n" + events;
    }

    private static boolean isAvailable(PodFacts pod) {
        return pod.ready() && !pod.terminating() && !pod.terminal();
    }

    private static long available(Collection<PodFacts> pods) {
        return pods.stream().filter(PlayTest::isAvailable).count();
    }

    private static long active(Collection<PodFacts> pods) {
        return pods.stream()
                .filter(pod -> !pod.terminating() && !pod.terminal())
                .count();
    }

    /** Shows all Pods after each moment, and those that are there in the end. */
    private static Collection<PodFacts> follow(Timeline timeline, BiConsumer<Long, Collection<PodFacts>> after) {
        Map<PodKey, PodFacts> pods = new HashMap<>();
        timeline.start().pods().forEach(pod -> pods.put(pod.key(), pod));
        for (Moment moment : timeline.moments()) {
            for (Change change : moment.changes()) {
                if (change instanceof Change.PodSeen seen) {
                    pods.put(seen.pod().key(), seen.pod());
                } else if (change instanceof Change.PodGone gone) {
                    assertThat(pods.remove(gone.pod())).isNotNull();
                }
            }
            after.accept(moment.atMillis(), pods.values());
        }
        return pods.values();
    }

    @DisplayName("a rolling update with a surge of 1 and none missing: up, ready, then one of the old ones down")
    @Test
    void rollout() {
        Timeline timeline = play(
                web(2, "maxSurge: 1, maxUnavailable: 0, startup: 1s, termination: 2s", "- {at: 10s, rollout: web}"));

        assertThat(timeline.moments().stream()
                        .flatMap(moment ->
                                moment.changes().stream().map(change -> moment.atMillis() + " " + describe(change))))
                .containsExactly(
                        "10200 web-2-00002 not ready",
                        "11000 web-2-00002 ready",
                        "11000 web-1-00000 terminating",
                        "11250 web-2-00003 not ready",
                        "12050 web-2-00003 ready",
                        "12050 web-1-00001 terminating",
                        "13000 web-1-00000 gone",
                        "14050 web-1-00001 gone");
    }

    private static String describe(Change change) {
        if (change instanceof Change.PodSeen seen) {
            PodFacts pod = seen.pod();
            return pod.key().name() + (pod.terminating() ? " terminating" : pod.ready() ? " ready" : " not ready");
        }
        return ((Change.PodGone) change).pod().name() + " gone";
    }

    @DisplayName(
            "at any time: no more Pods than replicas and surge, no fewer available than may lack; in the end all are new")
    @Test
    void bounds() {
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            int replicas = 1 + random.nextInt(40);
            int surge = random.nextInt(6);
            int unavailable = random.nextInt(6);
            int percent = random.nextInt(2);
            String events = "- {at: 1s, rollout: web}\n- {at: 4s, drain: " + (1 + random.nextInt(6)) + "}\n"
                    + (random.nextBoolean() ? "- {at: 6s, rollout: web}\n" : "");
            String strategy = "maxSurge: " + surge + (percent == 1 ? "0%" : "") + ", maxUnavailable: " + unavailable
                    + (percent == 1 ? "0%" : "") + ", startup: 200ms..9s, termination: 0s..9s";
            int most = replicas + (percent == 1 ? (replicas * surge + 9) / 10 : surge);
            int lack = percent == 1 ? replicas * unavailable / 10 : unavailable;
            String workload = "seed: " + i + "\nnodes: {count: 8, podsPerNode: 20}\n" + web(replicas, strategy, events);
            Collection<PodFacts> end = follow(play(workload), (at, pods) -> {
                assertThat(active(pods)).as("%s at %s", workload, at).isLessThanOrEqualTo(most);
                assertThat(available(pods))
                        .as("%s at %s", workload, at)
                        .isGreaterThanOrEqualTo(replicas - Math.max(1, lack));
            });
            String newest = events.contains("6s") ? "web-3-" : "web-2-";
            assertThat(end).as(workload).hasSize(replicas).allSatisfy(pod -> {
                assertThat(isAvailable(pod)).isTrue();
                assertThat(pod.key().name()).startsWith(newest);
            });
        }
    }

    @DisplayName("a Node never has more Pods than it takes; what finds no room waits until there is some")
    @Test
    void full() {
        String workload = "nodes: {count: 3, podsPerNode: 5}\n"
                + web(12, "startup: 1s, termination: 1s", "- {at: 1s, scale: web, to: [40, 14], every: 30s}");
        Set<Long> sizes = new HashSet<>();

        Collection<PodFacts> end = follow(play(workload), (at, pods) -> {
            sizes.add(active(pods));
            assertThat(pods.stream().collect(Collectors.groupingBy(PodFacts::nodeName, Collectors.counting())))
                    .allSatisfy((node, count) -> assertThat(count).isLessThanOrEqualTo(5));
        });

        assertThat(sizes).contains(15L).noneMatch(size -> size > 15);
        assertThat(end).hasSize(14);
    }

    @DisplayName("a drain empties Nodes one after the other, and each is used again")
    @Test
    void drain() {
        String workload = "nodes: {count: 4, podsPerNode: 50}\n"
                + web(40, "maxUnavailable: 5, startup: 1s, termination: 1s", "- {at: 1s, drain: 4}");
        Set<String> emptied = new HashSet<>();

        Collection<PodFacts> end = follow(play(workload), (at, pods) -> {
            Set<String> used = pods.stream().map(PodFacts::nodeName).collect(Collectors.toSet());
            assertThat(used.size()).isGreaterThanOrEqualTo(3);
            for (int i = 0; i < 4; i++) {
                if (!used.contains("node-" + i)) {
                    emptied.add("node-" + i);
                }
            }
        });

        assertThat(emptied).hasSize(4);
        assertThat(end).hasSize(40).allMatch(PlayTest::isAvailable);
    }

    @DisplayName("a Node that fails: its Pods are not ready until it is back")
    @Test
    void failure() {
        Timeline timeline = play("nodes: {count: 4}\n" + web(40, "maxUnavailable: 0", "- {at: 1s, fail: 1, for: 10s}"));

        assertThat(timeline.moments()).extracting(Moment::atMillis).containsExactly(1_000L, 11_000L);
        assertThat(timeline.moments())
                .allSatisfy(moment -> assertThat(moment.changes()).hasSize(10));
    }

    @DisplayName("a Node that stays away: its Pods are replaced elsewhere, and go when it is back")
    @Test
    void longFailure() {
        Timeline timeline = play("nodes: {count: 4}\n"
                + web(40, "startup: 1s, termination: 1s", "- {at: 1s, fail: 1, for: 60s, evictAfter: 20s}"));

        Collection<PodFacts> end = follow(timeline, (at, pods) -> {
            if (at > 30_000 && at < 61_000) {
                assertThat(available(pods)).isEqualTo(40);
                assertThat(pods).hasSize(50);
            }
        });

        assertThat(end).hasSize(40).allMatch(PlayTest::isAvailable);
        assertThat(timeline.endMillis()).isEqualTo(61_000);
    }

    @DisplayName("flapping: so many of a hundred, down for so long in each period, and up in the end")
    @Test
    void flapping() {
        Timeline timeline =
                play(web(50, "startup: 1s", "- {at: 1s, flap: web, percent: 10, period: 10s, down: 2s, for: 1m}"));
        Set<PodKey> down = new HashSet<>();

        Collection<PodFacts> end = follow(
                timeline,
                (at, pods) -> pods.stream().filter(pod -> !pod.ready()).forEach(pod -> down.add(pod.key())));

        assertThat(down).hasSize(5);
        assertThat(timeline.moments().stream()
                        .mapToInt(moment -> moment.changes().size())
                        .sum())
                .isEqualTo(5 * 6 * 2);
        assertThat(end).allMatch(PodFacts::ready);
    }

    @DisplayName("a job: never more Pods at a time than it may have, until as many have ended as should")
    @Test
    void job() {
        Timeline timeline = play("services:\n- name: work\nevents:\n"
                + "- {at: 1s, job: work, completions: 23, parallelism: 4, startup: 1s, run: 2s..5s}");

        Collection<PodFacts> end =
                follow(timeline, (at, pods) -> assertThat(active(pods)).isLessThanOrEqualTo(4));

        assertThat(end).hasSize(23).allMatch(PodFacts::terminal);
    }

    @DisplayName("the same seed gives the same timeline, another one another")
    @Test
    void seeds() {
        String workload = web(20, "startup: 1s..9s", "- {at: 1s, rollout: web}");

        assertThat(play(workload)).isEqualTo(play("seed: 1\n" + workload)).isNotEqualTo(play("seed: 2\n" + workload));
    }
}
