package io.endpointslice.simulator;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.trace.Trace;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The model of the reference against what the reference itself did, five times for each trace. */
class ReferenceModelTest {
    private static final int SEEDS = 11;

    static Stream<String> traces() {
        return Recorded.names();
    }

    @DisplayName(
            "every total lies within the reference's own spread, give or take the little that five replays did not show")
    @ParameterizedTest
    @MethodSource("traces")
    void withinTheSpread(String name) {
        Run run = run(Recorded.trace(name), 1);

        JsonNode recorded = Recorded.reference(name);
        assertThat(run.lowerBound()).isEqualTo(recorded.path("lowerBound").intValue());
        assertThat(run.idealSlices()).isEqualTo(recorded.path("idealSlices").intValue());
        assertNear(run.totals().writes(), recorded.path("totals").path("writes"));
        assertNear(run.totals().creates(), recorded.path("totals").path("creates"));
        assertNear(run.totals().updates(), recorded.path("totals").path("updates"));
        assertNear(run.totals().deletes(), recorded.path("totals").path("deletes"));
        assertNear(run.totals().endpointsWritten(), recorded.path("totals").path("endpointsWritten"));
        assertNear(run.totals().bytesWritten(), recorded.path("totals").path("bytesWritten"));
        assertNear(run.finalSlices(), recorded.path("finalSlices"));
    }

    private static void assertNear(long figure, JsonNode spread) {
        long min = spread.path("min").longValue();
        long max = spread.path("max").longValue();
        assertThat(figure).isBetween(min - min / 100 - 3, max + max / 100 + 3);
    }

    @DisplayName("where chance has a say, the spread over eleven seeds meets the reference's")
    @ParameterizedTest
    @ValueSource(
            strings = {"02-rolling-surge-25", "06-node-drain", "12-small-slices", "lc-rolling-fast", "lc-rolling-1000"})
    void sameSpread(String name) {
        Trace trace = Recorded.trace(name);
        ImmutableList<Run> runs = LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> run(trace, seed))
                .collect(toImmutableList());

        JsonNode totals = Recorded.reference(name).path("totals");
        assertSpread(runs, run -> run.totals().writes(), totals.path("writes"));
        assertSpread(runs, run -> run.totals().endpointsWritten(), totals.path("endpointsWritten"));
    }

    private static void assertSpread(ImmutableList<Run> runs, ToLongFunction<Run> figure, JsonNode recorded) {
        long min = runs.stream().mapToLong(figure).min().orElseThrow();
        long max = runs.stream().mapToLong(figure).max().orElseThrow();
        assertThat(min).isLessThanOrEqualTo(recorded.path("max").longValue());
        assertThat(max).isGreaterThanOrEqualTo(recorded.path("min").longValue());
    }

    @DisplayName("where chance has no say, every figure is the reference's to the byte")
    @Test
    void exact() {
        assertThat(run(Recorded.trace("10-blue-green"), 1).totals()).isEqualTo(new Totals(0, 50, 0, 5_000, 1_059_960));
    }

    @DisplayName("the same seed gives the same figures, another one others")
    @Test
    void seeds() {
        Trace trace = Recorded.trace("12-small-slices");

        assertThat(run(trace, 1)).isEqualTo(run(trace, 1)).isNotEqualTo(run(trace, 2));
    }

    private static Run run(Trace trace, long seed) {
        Setting setting = new Setting(trace.maxEndpointsPerSlice(), seed, 0);
        return Simulation.run(trace.timeline(), SimulatedPolicy.REFERENCE, setting, SyncObserver.NONE);
    }
}
