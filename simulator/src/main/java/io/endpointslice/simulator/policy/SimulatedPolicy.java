package io.endpointslice.simulator.policy;

import io.endpointslice.packing.MergingPolicy;
import io.endpointslice.packing.MinimalPolicy;
import io.endpointslice.packing.PackingPolicy;
import java.util.Locale;

/** The policies that can be compared, by the names under which people ask for them. */
public enum SimulatedPolicy {
    /** What Kubernetes' own controller does, see {@link ReferencePolicy}. */
    REFERENCE {
        @Override
        public PackingPolicy packing(long seed) {
            return new ReferencePolicy(seed);
        }
    },
    /** As few writes as possible in each sync, and nothing beyond. */
    MINIMAL {
        @Override
        public PackingPolicy packing(long seed) {
            return new MinimalPolicy();
        }
    },
    /** As few writes as possible, and slices that are written anyway are merged. */
    MERGING {
        @Override
        public PackingPolicy packing(long seed) {
            return new MergingPolicy();
        }
    };

    /**
     * A policy for one run; it may remember what it has seen in that run.
     *
     * @param seed of what it leaves to chance
     */
    public abstract PackingPolicy packing(long seed);

    /** The name on the command line and in reports. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
