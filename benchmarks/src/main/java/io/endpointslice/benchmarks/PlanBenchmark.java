package io.endpointslice.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.model.Topology;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** One whole plan (mapping, packing, order, check) of one Service, at most 100 endpoints per slice. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PlanBenchmark {
    /** Pods of the Service, all ready. */
    @Param({"100", "1000", "10000"})
    private int pods;

    /** Whether hints are given by the topology annotation Auto. */
    @Param({"false", "true"})
    private boolean topologyAuto;

    private final SlicePlanner planner = new SlicePlanner(ControllerConfig.DEFAULT);
    private ServiceSnapshot fromScratch = snapshot(0, 0, ImmutableList.of());
    private ServiceSnapshot oneFlip = fromScratch;

    /** Builds the snapshots: no slice yet, and all slices right but for one Pod that is no longer ready. */
    @Setup
    public void prepare() {
        fromScratch = snapshot(pods, -1, ImmutableList.of());
        List<Slice> stored = new ArrayList<>();
        for (SliceWrite write : planner.plan(fromScratch, Optional.empty()).writes()) {
            stored.add(stored(write.slice(), "web-" + stored.size()));
        }
        oneFlip = snapshot(pods, pods / 2, ImmutableList.copyOf(stored));
    }

    /** All endpoints into new slices. */
    @Benchmark
    public SyncPlan fromScratch() {
        return planner.plan(fromScratch, Optional.empty());
    }

    /** One endpoint changed, one slice to write. */
    @Benchmark
    public SyncPlan oneFlip() {
        return planner.plan(oneFlip, Optional.empty());
    }

    private ServiceSnapshot snapshot(int pods, int notReady, ImmutableList<Slice> slices) {
        ImmutableList.Builder<PodFacts> facts = ImmutableList.builder();
        for (int i = 0; i < pods; i++) {
            facts.add(Fixtures.pod(i, i != notReady));
        }
        ImmutableMap<String, NodeFacts> all = Fixtures.nodes();
        return new ServiceSnapshot(
                Fixtures.service(topologyAuto), facts.build(), all, slices, Topology.of(all.values()));
    }

    private static Slice stored(Slice slice, String name) {
        return new Slice(
                slice.meta().storedAs(name, "uid-" + name, "1", 1),
                slice.addressType(),
                slice.ports(),
                slice.endpoints());
    }
}
