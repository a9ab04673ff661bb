package io.endpointslice.benchmarks;

import io.endpointslice.legacy.EndpointsPlanner;
import io.endpointslice.state.ClusterState;
import io.endpointslice.sync.EndpointsLoop;
import io.endpointslice.sync.Loop;
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

/** The same as {@link SyncBenchmark} for a legacy Endpoints object. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EndpointsBenchmark {
    /** Pods of the Service; one of them flips. */
    @Param({"100", "1000", "5000"})
    private int pods;

    private SyncedService service = new SyncedService(0, EndpointsBenchmark::loop);

    /** A Service whose Endpoints object is right. */
    @Setup
    public void prepare() {
        service = new SyncedService(pods, EndpointsBenchmark::loop);
    }

    /** One Pod gains or loses readiness. */
    @Benchmark
    public SyncOutcome oneFlip() {
        return service.flip();
    }

    private static Loop loop(ClusterState state) {
        return new EndpointsLoop(state, new EndpointsPlanner());
    }
}
