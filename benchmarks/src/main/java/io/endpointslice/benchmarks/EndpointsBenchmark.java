package io.endpointslice.benchmarks;

import io.endpointslice.config.ControllerName;
import io.endpointslice.legacy.EndpointsPlanner;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.EndpointsView;
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

/** What one Pod that changes costs a legacy Endpoints object, from its facts to the plan, and back to the state; no HTTP. */
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

    private final EndpointsPlanner planner = new EndpointsPlanner();
    private final ServiceFacts service = Fixtures.service(false);
    private ClusterState state = new ClusterState();
    private long version;
    private int flips;

    /** A Service whose Endpoints object is right. */
    @Setup
    public void prepare() {
        state = new ClusterState();
        Fixtures.nodes().values().forEach(state::nodeSeen);
        state.serviceSeen(service);
        for (int i = 0; i < pods; i++) {
            state.podSeen(Fixtures.pod(i, true));
        }
        sync();
    }

    /** One Pod gains or loses readiness. */
    @Benchmark
    public EndpointsPlan oneFlip() {
        flips++;
        state.podSeen(Fixtures.pod(flips / 2 % pods, flips % 2 == 0));
        return sync();
    }

    private EndpointsPlan sync() {
        EndpointsView view = state.lookAtEndpoints(service.key());
        EndpointsPlan plan = planner.planChange(view.snapshot(), view.triggerTime())
                .orElseGet(() -> planner.plan(state.endpointsSnapshot(service.key()), view.triggerTime()));
        for (EndpointsWrite write : plan.writes()) {
            version++;
            LegacyEndpoints written = write.endpoints();
            LegacyEndpoints stored = new LegacyEndpoints(
                    written.meta().storedAs("web", "uid-web", Long.toString(version), 1), written.subsets());
            state.wrote(ControllerName.ENDPOINTS, service.key(), stored.meta());
            state.endpointsSeen(stored);
        }
        state.committed(ControllerName.ENDPOINTS, service, true);
        state.offered(service, plan.offered());
        return plan;
    }
}
