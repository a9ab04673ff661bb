package io.endpointslice.simulator.workload;

import static com.google.common.base.Preconditions.checkArgument;

/** So many Pods, or so many percent of the replicas: {@code spec.strategy.rollingUpdate} of a Deployment. */
public record Allowance(int amount, boolean percent) {
    private static final int WHOLE = 100;

    public Allowance {
        checkArgument(amount >= 0, "an allowance of %s", amount);
    }

    /** How many Pods, a part of a Pod counting as one. */
    public int up(int replicas) {
        return percent ? Math.toIntExact(((long) replicas * amount + WHOLE - 1) / WHOLE) : amount;
    }

    /** How many Pods, a part of a Pod counting as none. */
    public int down(int replicas) {
        return percent ? Math.toIntExact((long) replicas * amount / WHOLE) : amount;
    }
}
