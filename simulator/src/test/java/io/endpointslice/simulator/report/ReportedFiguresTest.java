package io.endpointslice.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.simulator.Recorded;
import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.Simulation;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every figure that a page draws, counted a second time from the writes of the runs. */
class ReportedFiguresTest {
    private record Sync(ImmutableList<SliceWrite> writes, ImmutableList<Slice> slices) {}

    @DisplayName("writes over time, the rows of slices, and the ratios to the reference")
    @ParameterizedTest
    @ValueSource(strings = {"12-small-slices", "lc-rolling-fast"})
    void recomputed(String name) {
        Trace trace = Recorded.trace(name);
        Map<SimulatedPolicy, List<Sync>> syncs = new EnumMap<>(SimulatedPolicy.class);
        List<Report.Observed> runs = new ArrayList<>();
        for (SimulatedPolicy policy : SimulatedPolicy.values()) {
            List<Sync> seen = new ArrayList<>();
            CourseRecorder recorder = new CourseRecorder();
            Setting setting = new Setting(trace.maxEndpointsPerSlice(), 3, 0.05);
            Run run = Simulation.run(trace, policy, setting, (step, writes, slices) -> {
                seen.add(new Sync(writes, slices));
                recorder.synced(step, writes, slices);
            });
            syncs.put(policy, seen);
            runs.add(new Report.Observed(trace, run, recorder.course()));
        }

        JsonNode story = PageData.of(HtmlPage.of(Report.of("", ImmutableMap.of(), runs)))
                .path("stories")
                .path(0);

        assertThat(story.path("trace").stringValue()).isEqualTo(name);
        assertThat(story.path("runs")).hasSize(SimulatedPolicy.values().length);
        long reference =
                writes(syncs.get(SimulatedPolicy.REFERENCE), trace.steps().size());
        for (SimulatedPolicy policy : SimulatedPolicy.values()) {
            JsonNode run = story.path("runs").path(policy.ordinal());
            List<Sync> seen = syncs.get(policy);
            assertThat(run.path("policy").stringValue()).isEqualTo(policy.toString());
            assertCourse(story.path("moments"), run, seen);
            long all = writes(seen, trace.steps().size());
            assertThat(run.path("totals").path("writes").longValue()).isEqualTo(all);
            assertThat(run.path("toReference").doubleValue()).isCloseTo((double) all / reference, within(1e-12));
            assertThat(run.path("boundToReference").doubleValue() * reference)
                    .isCloseTo(Recorded.reference(name).path("lowerBound").doubleValue(), within(1e-6));
        }
    }

    private static long writes(List<Sync> syncs, int upTo) {
        return syncs.subList(1, upTo + 1).stream()
                .mapToLong(sync -> sync.writes().size())
                .sum();
    }

    private static void assertCourse(JsonNode moments, JsonNode run, List<Sync> syncs) {
        List<List<Integer>> rows = rows(syncs);
        assertThat(run.path("rows")).hasSize(rows.get(0).size());
        for (int i = 0; i < moments.size(); i++) {
            int moment = moments.path(i).intValue();
            assertThat(run.path("writes").path(i).longValue()).isEqualTo(writes(syncs, moment));
            for (int row = 0; row < rows.get(moment).size(); row++) {
                assertThat(run.path("rows").path(row).path(i).intValue())
                        .as("row %s after sync %s", row, moment)
                        .isEqualTo(rows.get(moment).get(row));
            }
        }
    }

    /** After each sync, what stands in each row, by the verbs of the writes alone: names are given in the order of the creates. */
    private static List<List<Integer>> rows(List<Sync> syncs) {
        List<String> rows = new ArrayList<>();
        List<List<Integer>> result = new ArrayList<>();
        String newest = "";
        for (Sync sync : syncs) {
            sync.writes().stream()
                    .filter(write -> write.verb().equals("delete"))
                    .forEach(write -> rows.set(rows.indexOf(write.slice().name()), ""));
            for (Slice slice : sync.slices()) {
                if (slice.name().compareTo(newest) > 0) {
                    newest = slice.name();
                    int free = rows.indexOf("");
                    if (free < 0) {
                        rows.add(newest);
                    } else {
                        rows.set(free, newest);
                    }
                }
            }
            result.add(rows.stream().map(name -> endpoints(sync, name)).toList());
        }
        int most = rows.size();
        return result.stream().map(one -> padded(one, most)).toList();
    }

    private static int endpoints(Sync sync, String name) {
        return sync.slices().stream()
                .filter(slice -> slice.name().equals(name))
                .mapToInt(slice -> slice.endpoints().size())
                .findAny()
                .orElse(-1);
    }

    private static List<Integer> padded(List<Integer> row, int length) {
        List<Integer> longer = new ArrayList<>(row);
        while (longer.size() < length) {
            longer.add(-1);
        }
        return longer;
    }
}
