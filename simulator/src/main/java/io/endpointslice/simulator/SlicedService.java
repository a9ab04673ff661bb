package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.simulator.policy.SimulatedPlanner;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SliceView;

/** One Service of a run with its planner and its slices: a sync finds what the one before it left, as if every write were seen at once. */
final class SlicedService {
    private final ServiceKey key;
    private final ClusterState state;
    private final SimulatedPlanner planner;
    private final SliceLedger slices = new SliceLedger();
    private final PublishedEndpoints published;

    /** What a sync made, and the fewest writes that it can have needed. */
    record Result(ImmutableList<SliceWrite> writes, int leastWrites) {}

    SlicedService(ServiceKey key, ClusterState state, SimulatedPlanner planner, int cap) {
        this.key = key;
        this.state = state;
        this.planner = planner;
        this.published = new PublishedEndpoints(cap);
    }

    /** One sync, which takes up what the view shows. */
    Result sync(SliceView view, long nowMillis) {
        ServiceSnapshot whole = state.snapshot(key).orElseThrow();
        SyncPlan plan = planner.plan(
                new ServiceSnapshot(whole.service(), whole.pods(), whole.nodes(), slices.all(), whole.topology()),
                nowMillis);
        plan.writes().forEach(slices::apply);
        state.committed(ControllerName.SLICES, whole.service(), !plan.leavesOutPods());
        state.hinted(whole.service(), plan.hints());
        return new Result(plan.writes(), published.sync(view));
    }

    /** Sorted by name. */
    ImmutableList<Slice> slices() {
        return slices.all();
    }

    int size() {
        return slices.size();
    }

    int idealSlices() {
        return published.idealSlices();
    }
}
