package io.endpointslice.simulator.policy;

import static com.google.common.base.Preconditions.checkArgument;

import io.endpointslice.config.Batching;
import io.endpointslice.config.ControllerConfig;

/**
 * What is chosen for a run besides timeline and policy.
 *
 * @param cap the most endpoints of a slice, 1 to 1000
 * @param seed of what a policy leaves to chance
 * @param rewriteBudget the share of the needed writes that {@code churn-aware} may make in addition
 * @param batching how long changes are gathered, where a timeline is not one by steps
 */
public record Setting(int cap, long seed, double rewriteBudget, Batching batching) {
    public Setting {
        checkArgument(cap >= 1 && cap <= ControllerConfig.MAX_ENDPOINTS_PER_SLICE_LIMIT, "a cap of %s", cap);
        checkArgument(rewriteBudget >= 0, "a budget of %s", rewriteBudget);
    }

    /** The same with the controller's own way to gather changes. */
    public Setting(int cap, long seed, double rewriteBudget) {
        this(cap, seed, rewriteBudget, Batching.DEFAULT);
    }
}
