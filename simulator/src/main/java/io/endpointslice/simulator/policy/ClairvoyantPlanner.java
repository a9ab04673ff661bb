package io.endpointslice.simulator.policy;

import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.packing.ChurnAwarePolicy;
import io.endpointslice.packing.Forecast;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.simulator.timeline.Timeline;
import java.time.Instant;
import java.util.Optional;

/**
 * Places endpoints as {@link ChurnAwarePolicy} does, by when each will change in truth. How much better it is, is what foresight
 * is worth. It may invest in every sync.
 */
final class ClairvoyantPlanner implements SimulatedPlanner {
    private static final Forecast FORECAST = Foreknowledge.forecast();

    private final SlicePlanner planner;
    private final Foreknowledge foreknowledge;
    private final ChurnHistory history = new History();

    ClairvoyantPlanner(Timeline timeline, ServiceKey service, int cap) {
        this.planner = new SlicePlanner(new ChurnAwarePolicy(), cap, 1);
        this.foreknowledge = new Foreknowledge(timeline, service);
    }

    @Override
    public void beginsAt(long nowMillis) {
        foreknowledge.syncedAt(nowMillis);
    }

    /** What the product would remember of the past is of no use to it. */
    @Override
    public SyncPlan plan(ServiceSnapshot snapshot, Optional<Instant> triggerTime, ChurnHistory churn) {
        return planner.plan(snapshot, triggerTime, history);
    }

    private final class History implements ChurnHistory {
        @Override
        public int kindOfNew(Endpoint endpoint) {
            return foreknowledge.kind(endpoint.identity().name());
        }

        @Override
        public int kind(Endpoint desired, Endpoint published) {
            return kindOfNew(desired);
        }

        /** Nothing is compacted here. */
        @Override
        public boolean isUnsettled(Endpoint published) {
            return false;
        }

        @Override
        public int calm() {
            return Foreknowledge.never();
        }

        @Override
        public Forecast forecast(int cap) {
            return FORECAST;
        }

        @Override
        public long needed() {
            return 0;
        }

        @Override
        public long invested() {
            return 0;
        }
    }
}
