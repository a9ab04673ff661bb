package io.endpointslice.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.trace.Trace;
import io.endpointslice.simulator.trace.TraceStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every figure of a run, counted a second time from the writes alone. */
class FiguresTest {
    private static final int CAP = 7;

    @DisplayName("writes by verb, endpoints, bytes, slices and bounds, without the initial sync")
    @ParameterizedTest
    @EnumSource
    void recomputed(SimulatedPolicy policy) {
        Trace trace = Recorded.trace("12-small-slices");
        List<Sync> syncs = new ArrayList<>();
        Run run = Simulation.run(trace.timeline(), policy, new Setting(CAP, 5, 0.05), sync -> {
            assertThat(sync.number()).isEqualTo(syncs.size());
            syncs.add(sync);
        });

        List<Sync> later = syncs.subList(1, syncs.size());
        List<SliceWrite> writes =
                later.stream().flatMap(sync -> sync.writes().stream()).toList();
        Map<String, Long> verbs =
                writes.stream().collect(Collectors.groupingBy(SliceWrite::verb, Collectors.counting()));
        assertThat(later).hasSameSizeAs(trace.steps());
        assertThat(verbs)
                .isEqualTo(Map.of(
                        "create", (long) run.totals().creates(),
                        "update", (long) run.totals().updates(),
                        "delete", (long) run.totals().deletes()));
        assertThat(run.totals().writes()).isEqualTo(writes.size());
        List<Slice> sent = writes.stream()
                .filter(write -> !write.verb().equals("delete"))
                .map(SliceWrite::slice)
                .toList();
        assertThat(run.totals().endpointsWritten())
                .isEqualTo(sent.stream()
                        .mapToLong(slice -> slice.endpoints().size())
                        .sum());
        assertThat(run.totals().bytesWritten())
                .isEqualTo(sent.stream().mapToLong(FiguresTest::bytes).sum());
        assertThat(run.finalSlices())
                .isEqualTo(later.get(later.size() - 1).slices().size());
        assertThat(run.meanSlices())
                .isEqualTo(later.stream()
                        .mapToInt(sync -> sync.slices().size())
                        .average()
                        .orElseThrow());
        int endpoints = present(trace).size();
        assertThat(run.idealSlices()).isEqualTo(endpoints / CAP + (endpoints % CAP == 0 ? 0 : 1));
        assertThat(run.lowerBound()).isEqualTo(lowerBound(trace));
        assertThat(run.maxEndpointsPerSlice()).isEqualTo(CAP);
        assertThat(run.policy()).isEqualTo(policy.toString());
        assertThat(run.trace()).isEqualTo("12-small-slices");
    }

    @DisplayName("after each sync the slices hold the Pods that are there, as they are")
    @ParameterizedTest
    @EnumSource
    void replayed(SimulatedPolicy policy) {
        Trace trace = Recorded.trace("lc-rolling-fast");
        Map<Integer, String> pods = new HashMap<>();
        for (int i = 0; i < trace.initialPods(); i++) {
            pods.put(i, "ready");
        }
        Simulation.run(trace.timeline(), policy, new Setting(100, 5, 0.05), sync -> {
            int step = sync.number();
            if (step > 0) {
                apply(trace.steps().get(step - 1), pods);
            }
            assertThat(sync.slices().stream()
                            .flatMap(slice -> slice.endpoints().stream())
                            .map(FiguresTest::describe))
                    .as("step %s", step)
                    .containsExactlyInAnyOrderElementsOf(pods.entrySet().stream()
                            .map(pod -> "pod-" + pod.getKey() + " " + pod.getValue())
                            .toList());
        });
    }

    private static void apply(TraceStep step, Map<Integer, String> pods) {
        step.remove().forEach(pods::remove);
        step.add().forEach(pod -> pods.put(pod, "ready"));
        step.addNotReady().forEach(pod -> pods.put(pod, "not ready"));
        step.update()
                .forEach(pod -> pods.merge(
                        pod, "", (was, any) -> was.startsWith("not ") ? was.substring("not ".length()) : "not " + was));
        step.terminate().forEach(pod -> pods.merge(pod, " and terminating", String::concat));
    }

    private static String describe(Endpoint endpoint) {
        String serving = endpoint.conditions().serving().orElseThrow() ? "ready" : "not ready";
        boolean terminating = endpoint.conditions().terminating().orElseThrow();
        return endpoint.targetRef().orElseThrow().name() + " " + serving + (terminating ? " and terminating" : "");
    }

    private static Set<Integer> present(Trace trace) {
        Set<Integer> pods = new HashSet<>();
        for (int i = 0; i < trace.initialPods(); i++) {
            pods.add(i);
        }
        for (TraceStep step : trace.steps()) {
            step.remove().forEach(pods::remove);
            step.add().forEach(pods::add);
            step.addNotReady().forEach(pods::add);
        }
        return pods;
    }

    private static int lowerBound(Trace trace) {
        int sum = 0;
        for (TraceStep step : trace.steps()) {
            int added = length(step.add(), step.addNotReady());
            int changed = length(step.update(), step.terminate());
            sum += Math.max(slicesFor(added + changed), slicesFor(step.remove().length() + changed));
        }
        return sum;
    }

    private static int length(ImmutableIntArray first, ImmutableIntArray second) {
        return first.length() + second.length();
    }

    private static int slicesFor(int endpoints) {
        return (int) Math.ceil((double) endpoints / CAP);
    }

    private static long bytes(Slice slice) {
        String endpoints = slice.endpoints().stream().map(FiguresTest::json).collect(Collectors.joining(","));
        String json = "{\"addressType\":\"IPv4\",\"endpoints\":[" + endpoints
                + "],\"ports\":[{\"name\":\"http\",\"protocol\":\"TCP\",\"port\":8080}]}";
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String json(Endpoint endpoint) {
        int pod = Integer.parseInt(endpoint.targetRef().orElseThrow().name().substring("pod-".length()));
        return String.format(
                "{\"addresses\":[\"10.%d.%d.%d\"],\"conditions\":{\"ready\":%s,\"serving\":%s,\"terminating\":%s},"
                        + "\"targetRef\":{\"kind\":\"Pod\",\"namespace\":\"shop\",\"name\":\"pod-%d\",\"uid\":\"uid-%d\"},"
                        + "\"nodeName\":\"node-%d\",\"zone\":\"zone-%d\"}",
                64 + pod / 65536,
                pod / 256 % 256,
                pod % 256,
                endpoint.conditions().ready().orElseThrow(),
                endpoint.conditions().serving().orElseThrow(),
                endpoint.conditions().terminating().orElseThrow(),
                pod,
                pod,
                pod % 60,
                pod % 60 % 3);
    }
}
