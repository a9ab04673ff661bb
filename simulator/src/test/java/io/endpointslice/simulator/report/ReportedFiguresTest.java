package io.endpointslice.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.Slice;
import io.endpointslice.simulator.Recorded;
import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.Simulation;
import io.endpointslice.simulator.Sync;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every figure that a page draws, counted a second time from the writes of the runs. */
class ReportedFiguresTest {
    @DisplayName("writes over time, the rows of slices, and the ratios to the reference")
    @ParameterizedTest
    @ValueSource(strings = {"12-small-slices", "lc-rolling-fast"})
    void recomputed(String name) {
        Trace trace = Recorded.trace(name);
        List<List<Sync>> syncs = new ArrayList<>();
        List<Report.Observed> runs = new ArrayList<>();
        for (SimulatedPolicy policy : SimulatedPolicy.values()) {
            List<Sync> seen = new ArrayList<>();
            CourseRecorder recorder = new CourseRecorder(Report.TimeUnit.STEPS);
            Setting setting = new Setting(trace.maxEndpointsPerSlice(), 3, 0.05);
            Run run = Simulation.run(trace.timeline(), policy, setting, sync -> {
                seen.add(sync);
                recorder.synced(sync);
            });
            syncs.add(seen);
            runs.add(new Report.Observed(new Report.Subject(name, "", Report.TimeUnit.STEPS), run, recorder.course()));
        }

        JsonNode story = PageData.of(HtmlPage.of(Report.of("", ImmutableMap.of(), runs), 60))
                .path("stories")
                .path(0);

        assertThat(story.path("name").stringValue()).isEqualTo(name);
        assertThat(story.path("runs").findValuesAsString("policy"))
                .containsExactly("reference", "minimal", "merging", "churn-aware", "clairvoyant");
        int steps = trace.steps().size();
        long reference = writes(syncs.get(0), steps);
        for (int i = 0; i < syncs.size(); i++) {
            JsonNode run = story.path("runs").path(i);
            assertCourse(story.path("times"), run, syncs.get(i));
            long all = writes(syncs.get(i), steps);
            assertThat(run.path("totals").path("writes").longValue()).isEqualTo(all);
            assertThat(run.path("endpoints").path("writes").intValue())
                    .isEqualTo(runs.get(i).run().endpoints().writes());
            assertThat(run.path("endpoints").path("bytesWritten").longValue())
                    .isEqualTo(runs.get(i).run().endpoints().bytesWritten());
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

    private static void assertCourse(JsonNode times, JsonNode run, List<Sync> syncs) {
        List<List<Integer>> rows = rows(syncs);
        assertThat(run.path("rows")).hasSize(rows.get(0).size());
        for (int i = 0; i < times.size(); i++) {
            int time = times.path(i).intValue();
            assertThat(run.path("writes").path(i).longValue()).isEqualTo(writes(syncs, time));
            for (int row = 0; row < rows.get(time).size(); row++) {
                assertThat(run.path("rows").path(row).path(i).intValue())
                        .as("row %s after sync %s", row, time)
                        .isEqualTo(rows.get(time).get(row));
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
            Map<String, Integer> sizes = sync.slices().stream()
                    .collect(Collectors.toMap(
                            Slice::name, slice -> slice.endpoints().size()));
            result.add(rows.stream().map(name -> sizes.getOrDefault(name, -1)).toList());
        }
        int most = rows.size();
        return result.stream().map(one -> padded(one, most)).toList();
    }

    private static List<Integer> padded(List<Integer> row, int length) {
        List<Integer> longer = new ArrayList<>(row);
        while (longer.size() < length) {
            longer.add(-1);
        }
        return longer;
    }
}
