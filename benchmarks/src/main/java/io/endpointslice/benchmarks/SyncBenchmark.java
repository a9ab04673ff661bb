package io.endpointslice.benchmarks;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.state.ClusterState;
import io.endpointslice.sync.Loop;
import io.endpointslice.sync.SliceLoop;
import io.endpointslice.sync.SyncOutcome;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one Pod that changes costs from its facts to the writes, and these from their answers to the state; no HTTP. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SyncBenchmark {
    /** Pods of the Service; one of them flips. */
    @Param({"100", "1000", "10000"})
    private int pods;

    /** Whether endpoints are packed by what they are expected to do, or by the policy {@code merging}. */
    @Param({"false", "true"})
    private boolean churnAware;

    private SyncedService service = new SyncedService(0, this::loop);

    /** A Service whose slices are right. */
    @Setup
    public void prepare() {
        service = new SyncedService(pods, this::loop);
    }

    /** One Pod gains or loses readiness. */
    @Benchmark
    public SyncOutcome oneFlip() {
        return service.flip();
    }

    private Loop loop(ClusterState state) {
        SlicePlanner planner = new SlicePlanner(ControllerConfig.DEFAULT.withPacking(
                churnAware ? PackingPolicyName.CHURN_AWARE : PackingPolicyName.MERGING));
        return new SliceLoop(state, planner::plan);
    }
}
