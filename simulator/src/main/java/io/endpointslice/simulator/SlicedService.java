package io.endpointslice.simulator;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.simulator.policy.SimulatedPlanner;
import io.endpointslice.state.ClusterState;
import io.endpointslice.sync.Loop;
import io.endpointslice.sync.SliceLoop;
import java.time.Instant;
import java.util.Optional;

/** One Service of a run with its planner and its slices: a sync finds what the one before it left, as if every write were seen at once. */
final class SlicedService implements SliceLoop.Planner {
    private final ServiceKey key;
    private final ClusterState state;
    private final SimulatedPlanner planner;
    private final SliceLedger slices = new SliceLedger();
    private final PublishedEndpoints published;
    private int leastWrites;

    /** What a sync made, and the fewest writes that it can have needed. */
    record Result(ImmutableList<SliceWrite> writes, int leastWrites) {}

    SlicedService(ServiceKey key, ClusterState state, SimulatedPlanner planner, int cap) {
        this.key = key;
        this.state = state;
        this.planner = planner;
        this.published = new PublishedEndpoints(cap);
    }

    /** One sync, of what the product's loop has seen of the Service and asks {@link #plan} for. */
    Result sync(Loop.Task task, long nowMillis) {
        leastWrites = 0;
        planner.beginsAt(nowMillis);
        ImmutableList<SliceWrite> writes =
                task.plan().writes().stream().map(SliceWrite.class::cast).collect(toImmutableList());
        writes.forEach(this::make);
        task.remember();
        return new Result(writes, leastWrites);
    }

    @Override
    public SyncPlan plan(ServiceSnapshot snapshot, Optional<Instant> triggerTime, ChurnHistory churn) {
        // where the loop asks for a second plan, of the whole Service, that finds no more of a difference
        leastWrites += published.sync(snapshot);
        return planner.plan(snapshot, triggerTime, churn);
    }

    private void make(SliceWrite write) {
        Optional<Slice> stored = slices.apply(write);
        if (stored.isPresent()) {
            state.wrote(ControllerName.SLICES, key, stored.get().meta());
            state.sliceSeen(stored.get());
        } else {
            state.deleted(ControllerName.SLICES, key, write.meta());
            state.sliceGone(key.namespace(), write.slice().name());
        }
    }

    /** The garbage collector deletes its slices. */
    void collect() {
        slices.all().forEach(slice -> state.sliceGone(key.namespace(), slice.name()));
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
