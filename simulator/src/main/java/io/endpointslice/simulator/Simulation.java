package io.endpointslice.simulator;

import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.timeline.Timeline;
import io.endpointslice.state.ClusterState;

/**
 * One policy on one timeline, in virtual time: the product's state says which Services a change concerns, its
 * {@link io.endpointslice.queue.GatheringWindow} when they are synced, its {@link io.endpointslice.sync.SliceLoop} what a sync looks
 * at, and a planner what is written. The same arguments give the same figures.
 */
public final class Simulation {
    private Simulation() {}

    /**
     * The figures of that policy on that timeline.
     *
     * @param observer is shown each sync
     */
    public static Run run(Timeline timeline, SimulatedPolicy policy, Setting setting, SyncObserver observer) {
        return run(timeline, policy, setting, EndpointsRun.of(timeline, setting.batching()), observer);
    }

    /**
     * The same beside Endpoints that have been run already.
     *
     * @param endpoints those of that timeline and batching
     */
    public static Run run(
            Timeline timeline, SimulatedPolicy policy, Setting setting, EndpointsRun endpoints, SyncObserver observer) {
        SliceRun run = new SliceRun(
                timeline, new ClusterState(), key -> policy.planner(timeline, key, setting), setting, observer);
        run.play();
        return run.figures(policy.toString(), endpoints);
    }
}
