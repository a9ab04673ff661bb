package io.endpointslice.plan;

import io.endpointslice.churn.ChurnHistory;

/** What one plan knows of the past, and what it has invested of what its Service may invest. */
final class Foresight {
    private final ChurnHistory churn;
    private final double budget;
    private int needed;
    private int spent;

    /**
     * Nothing is planned yet.
     *
     * @param budget the share of a Service's needed writes that may be made in addition
     */
    Foresight(ChurnHistory churn, double budget) {
        this.churn = churn;
        this.budget = budget;
    }

    ChurnHistory churn() {
        return churn;
    }

    /** The plan needs that many writes more. */
    void need(int writes) {
        needed += writes;
    }

    /** How many writes more than needed may still be made. */
    int allowance() {
        return (int) Math.max(0, Math.floor(budget * (churn.needed() + needed)) - churn.invested() - spent);
    }

    /** That many of them are made. */
    void spend(int writes) {
        spent += writes;
    }
}
