package io.endpointslice.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.Batching;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.simulator.cluster.Play;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.Timeline;
import io.endpointslice.simulator.workload.WorkloadReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs of workloads: the figures a second time, and what has to hold whatever the policy. */
class WorkloadRunTest {
    private static final int CAP = 10;

    private static Set<String> names(Collection<Slice> slices) {
        return slices.stream()
                .flatMap(slice -> slice.endpoints().stream())
                .map(endpoint -> endpoint.identity().toString())
                .collect(Collectors.toSet());
    }

    @DisplayName("the figures, counted from the syncs; their times in order, as many slices as there are")
    @ParameterizedTest
    @EnumSource
    void recomputed(SimulatedPolicy policy) {
        Timeline timeline = MixedWorkload.timeline();
        List<Sync> syncs = new ArrayList<>();

        Run run = Simulation.run(timeline, policy, new Setting(CAP, 3, 0.05), syncs::add);

        List<Sync> later = syncs.stream().filter(sync -> sync.number() > 0).toList();
        List<SliceWrite> writes =
                later.stream().flatMap(sync -> sync.writes().stream()).toList();
        assertThat(syncs.size() - later.size()).isEqualTo(2);
        assertThat(later).isSortedAccordingTo((one, other) -> Long.compare(one.atMillis(), other.atMillis()));
        assertThat(run.totals().writes()).isEqualTo(writes.size());
        assertThat(run.totals().endpointsWritten())
                .isEqualTo(writes.stream()
                        .filter(write -> !write.verb().equals("delete"))
                        .mapToLong(write -> write.slice().endpoints().size())
                        .sum());
        assertThat(run.lowerBound())
                .isPositive()
                .isEqualTo(RecountedBound.of(syncs, CAP))
                .isLessThanOrEqualTo(run.totals().writes());
        assertThat(run.meanSlices()).isEqualTo(meanSlices(syncs, timeline.endMillis()));
        assertThat(run.endpoints().writes()).isPositive();
        Map<ServiceKey, Integer> last = new HashMap<>();
        syncs.forEach(sync -> last.put(sync.service(), sync.slices().size()));
        assertThat(run.finalSlices())
                .isEqualTo(last.values().stream().mapToInt(Integer::intValue).sum());
    }

    private static double meanSlices(List<Sync> syncs, long timelineEnd) {
        Map<ServiceKey, Integer> now = new HashMap<>();
        long end = Math.max(timelineEnd, syncs.get(syncs.size() - 1).atMillis());
        long sum = 0;
        for (int i = 0; i < syncs.size(); i++) {
            Sync sync = syncs.get(i);
            now.put(sync.service(), sync.slices().size());
            long until = i + 1 < syncs.size() ? syncs.get(i + 1).atMillis() : end;
            sum += now.values().stream().mapToInt(Integer::intValue).sum() * (until - sync.atMillis());
        }
        return (double) sum / end;
    }

    @DisplayName("P3: whoever is published before a sync and after it is so after each of its writes")
    @ParameterizedTest
    @EnumSource
    void noGap(SimulatedPolicy policy) {
        Map<ServiceKey, Map<String, Slice>> published = new HashMap<>();
        Simulation.run(MixedWorkload.timeline(), policy, new Setting(CAP, 3, 0.05), sync -> {
            Map<String, Slice> slices = published.computeIfAbsent(sync.service(), any -> new TreeMap<>());
            Set<String> staying = names(slices.values());
            staying.retainAll(names(sync.slices()));
            int created = 0;
            for (SliceWrite write : sync.writes()) {
                if (write instanceof SliceWrite.Delete) {
                    slices.remove(write.slice().name());
                } else {
                    created++;
                    slices.put(
                            write.slice().name().isEmpty()
                                    ? "new-" + created
                                    : write.slice().name(),
                            write.slice());
                }
                assertThat(names(slices.values())).as("sync %s", sync.number()).containsAll(staying);
            }
            slices.clear();
            sync.slices().forEach(slice -> slices.put(slice.name(), slice));
        });
    }

    @DisplayName("in the end the slices of each Service hold exactly the Pods that it selects, each once")
    @ParameterizedTest
    @EnumSource
    void end(SimulatedPolicy policy) {
        Timeline timeline = MixedWorkload.timeline();
        Map<ServiceKey, ImmutableList<Slice>> last = new HashMap<>();
        Run run = Simulation.run(
                timeline, policy, new Setting(CAP, 3, 0.05), sync -> last.put(sync.service(), sync.slices()));

        Map<PodKey, PodFacts> pods = new HashMap<>();
        Map<ServiceKey, ServiceFacts> services = new HashMap<>();
        timeline.start().pods().forEach(pod -> pods.put(pod.key(), pod));
        timeline.start().services().forEach(service -> services.put(service.key(), service));
        for (Moment moment : timeline.moments()) {
            for (Change change : moment.changes()) {
                if (change instanceof Change.PodSeen seen) {
                    pods.put(seen.pod().key(), seen.pod());
                } else if (change instanceof Change.PodGone gone) {
                    pods.remove(gone.pod());
                } else if (change instanceof Change.ServiceSeen seen) {
                    services.put(seen.service().key(), seen.service());
                }
            }
        }
        int ideal = 0;
        for (ServiceFacts service : services.values()) {
            List<String> expected = pods.values().stream()
                    .filter(pod -> !pod.terminal() && service.selects(pod.labels()))
                    .map(pod -> pod.key().name() + " " + pod.ready())
                    .toList();
            assertThat(last.getOrDefault(service.key(), ImmutableList.of()).stream()
                            .flatMap(slice -> slice.endpoints().stream())
                            .map(endpoint -> endpoint.identity().name() + " "
                                    + endpoint.conditions().ready().orElseThrow()))
                    .containsExactlyInAnyOrderElementsOf(expected);
            ideal += Math.max(1, (expected.size() + CAP - 1) / CAP);
        }
        assertThat(run.idealSlices()).isEqualTo(ideal);
    }

    @DisplayName("the same workload and seed give the same figures")
    @Test
    void determinism() {
        Setting setting = new Setting(CAP, 3, 0.05);

        assertThat(Simulation.run(MixedWorkload.timeline(), SimulatedPolicy.CHURN_AWARE, setting, SyncObserver.NONE))
                .isEqualTo(Simulation.run(
                        MixedWorkload.timeline(), SimulatedPolicy.CHURN_AWARE, setting, SyncObserver.NONE));
    }

    @DisplayName(
            "gathering spares writes, and delays changes by 1 s at most, by 250 ms if a Pod leaves; a fixed time is kept")
    @Test
    void batching() {
        Run atOnce = run(Batching.NONE);
        Run adaptive = run(Batching.DEFAULT);
        Run fixed = run(new Batching.Fixed(Duration.ofSeconds(3)));

        assertThat(adaptive.totals().writes()).isLessThan(atOnce.totals().writes());
        assertThat(fixed.totals().writes()).isLessThan(adaptive.totals().writes());
        assertThat(atOnce.delays().p99()).isLessThan(Duration.ofMillis(100));
        assertThat(adaptive.delays().p99()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(adaptive.delays().p99OfLeaving()).isLessThanOrEqualTo(Duration.ofMillis(250));
        assertThat(fixed.delays().p99()).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(3));
    }

    private static Run run(Batching batching) {
        return Simulation.run(
                MixedWorkload.timeline(),
                SimulatedPolicy.CHURN_AWARE,
                new Setting(CAP, 3, 0.05, batching),
                SyncObserver.NONE);
    }

    @DisplayName("the least possible, by hand: a step of two Services counts for each on its own")
    @Test
    void leastPossible() {
        Timeline timeline = Play.timeline(WorkloadReader.read("w.yaml", """
                controllerQps: 1000
                deployments:
                - {name: web, replicas: 20, startup: 1s}
                services:
                - {name: one, selector: {app: web}}
                - {name: two, selector: {app: web}}
                events:
                - {at: 1s, fail: 60, for: 10s}
                """));

        Run run = Simulation.run(
                timeline, SimulatedPolicy.MERGING, new Setting(CAP, 1, 0, Batching.NONE), SyncObserver.NONE);

        // two slices each, once as all Pods lose readiness, once as they are ready again
        assertThat(run.lowerBound()).isEqualTo(8);
        assertThat(run.totals()).extracting(Totals::writes, Totals::updates).containsExactly(8, 8);
    }
}
