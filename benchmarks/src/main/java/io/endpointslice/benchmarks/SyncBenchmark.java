package io.endpointslice.benchmarks;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SliceView;
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

/** What one Pod that changes costs from its facts to the plan, and the written slice from its answer to the state; no HTTP. */
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

    private SlicePlanner planner = new SlicePlanner(ControllerConfig.DEFAULT);
    private final ServiceFacts service = Fixtures.service(false);
    private ClusterState state = new ClusterState();
    private long version;
    private int flips;

    /** A Service whose slices are right. */
    @Setup
    public void prepare() {
        state = new ClusterState();
        planner = new SlicePlanner(ControllerConfig.DEFAULT.withPacking(
                churnAware ? PackingPolicyName.CHURN_AWARE : PackingPolicyName.MERGING));
        Fixtures.nodes().values().forEach(state::nodeSeen);
        state.serviceSeen(service);
        for (int i = 0; i < pods; i++) {
            state.podSeen(Fixtures.pod(i, true));
        }
        sync();
    }

    /** One Pod gains or loses readiness. */
    @Benchmark
    public SyncPlan oneFlip() {
        flips++;
        state.podSeen(Fixtures.pod(flips / 2 % pods, flips % 2 == 0));
        return sync();
    }

    private SyncPlan sync() {
        SliceView view = state.look(service.key()).orElseThrow();
        SyncPlan plan = planner.plan(view.snapshot(), view.triggerTime(), state.churn(service.key()));
        for (SliceWrite write : plan.writes()) {
            version++;
            String name = write.slice().name();
            Slice stored = Fixtures.stored(write.slice(), name.isEmpty() ? "web-" + version : name, version);
            state.wrote(ControllerName.SLICES, service.key(), stored.meta());
            state.sliceSeen(stored);
        }
        state.committed(ControllerName.SLICES, service, true);
        state.rewritten(service, plan.rewrite(view.snapshot()));
        return plan;
    }
}
