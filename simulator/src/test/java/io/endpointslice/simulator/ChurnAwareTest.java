package io.endpointslice.simulator;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.trace.Trace;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What churn-aware writes on the recorded traces, beside what the reference wrote. */
class ChurnAwareTest {
    /** Those that take long. */
    private static final List<String> LEFT_OUT =
            List.of("01-steady-replace", "07-readiness-flapping", "08-balanced-churn", "09-trickle-then-bursts");

    private static boolean isLifeCycle(String trace) {
        return trace.startsWith("lc-");
    }

    private static ImmutableMap<String, Run> runs(Predicate<String> which, double rewriteBudget) {
        return Recorded.names().filter(which).toList().parallelStream()
                .collect(toImmutableMap(name -> name, name -> run(Recorded.trace(name), rewriteBudget)));
    }

    private static Run run(Trace trace, double rewriteBudget) {
        Setting setting = new Setting(trace.maxEndpointsPerSlice(), 1, rewriteBudget);
        return Simulation.run(trace.timeline(), SimulatedPolicy.CHURN_AWARE, setting, SyncObserver.NONE);
    }

    private static double ratio(Run run, String figure, long own) {
        return (double) own
                / Recorded.reference(run.trace())
                        .path("totals")
                        .path(figure)
                        .path("median")
                        .doubleValue();
    }

    private static double writes(Run run) {
        return ratio(run, "writes", run.totals().writes());
    }

    private static double endpoints(Run run) {
        return ratio(run, "endpointsWritten", run.totals().endpointsWritten());
    }

    private static double geometricMean(ImmutableMap<String, Run> runs, ToDoubleFunction<Run> ratio) {
        return Math.exp(runs.values().stream()
                .filter(run -> isLifeCycle(run.trace()))
                .mapToDouble(run -> Math.log(ratio.applyAsDouble(run)))
                .average()
                .orElseThrow());
    }

    @DisplayName(
            "without a budget: on life cycles 0.70 of the reference's writes and 0.80 of its endpoints at most, and in the end "
                    + "two slices at most that need not be")
    @Test
    void strictlyMinimal() {
        ImmutableMap<String, Run> runs = runs(ChurnAwareTest::isLifeCycle, 0);

        assertThat(geometricMean(runs, ChurnAwareTest::writes)).isLessThan(0.70);
        assertThat(geometricMean(runs, ChurnAwareTest::endpoints)).isLessThan(0.80);
        assertThat(runs.values()).allSatisfy(run -> {
            assertThat(writes(run)).isLessThanOrEqualTo(1.02);
            assertThat(run.finalSlices()).isLessThanOrEqualTo(run.idealSlices() + 2);
        });
    }

    @DisplayName(
            "with the default budget: on life cycles 0.60 of both; on no trace more than 1.02 of the writes, and in the end "
                    + "one slice at most that need not be")
    @Test
    void byDefault() {
        ImmutableMap<String, Run> runs =
                runs(name -> !LEFT_OUT.contains(name), ControllerConfig.DEFAULT.rewriteBudget());

        assertThat(geometricMean(runs, ChurnAwareTest::writes)).isLessThan(0.60);
        assertThat(geometricMean(runs, ChurnAwareTest::endpoints)).isLessThan(0.60);
        assertThat(runs.values()).allSatisfy(run -> {
            assertThat(writes(run)).isLessThanOrEqualTo(1.02);
            assertThat(run.finalSlices()).isLessThanOrEqualTo(run.idealSlices() + 1);
        });
    }
}
