package io.endpointslice.simulator;

import io.endpointslice.config.Batching;
import io.endpointslice.simulator.timeline.Timeline;
import io.endpointslice.state.ClusterState;

/**
 * The legacy Endpoints on a timeline, which no policy of slices has a part in.
 *
 * @param endMillis when it was over, in virtual time since the start
 */
public record EndpointsRun(EndpointsTotals totals, long endMillis) {
    /** Runs them. */
    public static EndpointsRun of(Timeline timeline, Batching batching) {
        ClusterState state = new ClusterState();
        EndpointsObjects objects = new EndpointsObjects(state);
        Playback playback = new Playback(timeline, state, objects, batching);
        playback.play();
        return new EndpointsRun(objects.totals(), playback.endMillis());
    }
}
