package io.endpointslice.simulator.policy;

import io.endpointslice.model.ServiceKey;
import io.endpointslice.packing.ChurnAwarePolicy;
import io.endpointslice.packing.MergingPolicy;
import io.endpointslice.packing.MinimalPolicy;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.simulator.timeline.Timeline;
import java.util.Locale;

/** The policies that can be compared, by the names under which people ask for them. */
public enum SimulatedPolicy {
    /** What Kubernetes' own controller does, see {@link ReferencePolicy}. */
    REFERENCE {
        @Override
        public SimulatedPlanner planner(Timeline timeline, ServiceKey service, Setting setting) {
            return new SlicePlanner(new ReferencePolicy(setting.seed()), setting.cap(), 0)::plan;
        }
    },
    /** As few writes as possible in each sync, and nothing beyond. */
    MINIMAL {
        @Override
        public SimulatedPlanner planner(Timeline timeline, ServiceKey service, Setting setting) {
            return new SlicePlanner(new MinimalPolicy(), setting.cap(), 0)::plan;
        }
    },
    /** As few writes as possible, and slices that are written anyway are merged. */
    MERGING {
        @Override
        public SimulatedPlanner planner(Timeline timeline, ServiceKey service, Setting setting) {
            return new SlicePlanner(new MergingPolicy(), setting.cap(), 0)::plan;
        }
    },
    /** As few writes as possible, and endpoints that are expected to change together stand together. */
    CHURN_AWARE {
        @Override
        public SimulatedPlanner planner(Timeline timeline, ServiceKey service, Setting setting) {
            return new SlicePlanner(new ChurnAwarePolicy(), setting.cap(), setting.rewriteBudget())::plan;
        }
    },
    /** The same with perfect foresight, which no controller has, see {@link Foreknowledge}. */
    CLAIRVOYANT {
        @Override
        public SimulatedPlanner planner(Timeline timeline, ServiceKey service, Setting setting) {
            return new ClairvoyantPlanner(timeline, service, setting.cap());
        }
    };

    /** A planner for one of the Services in one run; it remembers what it has seen in that run. */
    public abstract SimulatedPlanner planner(Timeline timeline, ServiceKey service, Setting setting);

    /** The name on the command line and in reports. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
