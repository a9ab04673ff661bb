package io.endpointslice.churn;

import com.google.common.primitives.ImmutableDoubleArray;
import io.endpointslice.model.Endpoint;
import io.endpointslice.packing.Forecast;

/**
 * The kinds of endpoints: settled ones by the time since they last changed, in powers of two of syncs; ready ones that have
 * lost readiness before; and those that are on their way, not ready or terminating.
 */
final class Kinds {
    /** The oldest settled endpoints have not changed for 64 syncs or more. */
    static final int COHORTS = 8;

    static final int OLDEST = COHORTS - 1;
    static final int UNSTEADY = COHORTS;
    static final int RESTLESS = COHORTS + 1;
    static final int COUNT = COHORTS + 2;

    private static final double UNREST_OF_SETTLED = 2.5;
    private static final double UNREST_OF_UNSTEADY = 2;
    private static final double UNREST_OF_RESTLESS = 3;
    private static final double RATE_OF_UNSTEADY = 0.05;
    private static final double RATE_OF_RESTLESS = 0.25;
    /** A full slice of settled endpoints is touched at least, and at most, so often in a sync: never is not to be had. */
    private static final double LEAST_OF_FULL_SLICE = 0.1;

    private static final double MOST_OF_FULL_SLICE = 4;

    private Kinds() {}

    /** Which settled kind an endpoint is that changed last so many syncs ago. */
    static int cohort(int age) {
        return Math.min(OLDEST, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, age)));
    }

    /** Whether the endpoint is on its way: into service, out of it, or out of the slices. */
    static boolean isRestless(Endpoint endpoint) {
        return !isServing(endpoint) || endpoint.conditions().isTerminating();
    }

    /** Whether the Pod is ready, as far as the endpoint tells. */
    static boolean isServing(Endpoint endpoint) {
        return endpoint.conditions().serving().orElse(endpoint.conditions().isReady());
    }

    /**
     * The forecast.
     *
     * @param shares the share of each cohort that is expected to change in a sync, 0 to 1
     * @param cap what a full slice holds
     */
    static Forecast forecast(double[] shares, int cap) {
        double[] unrest = new double[COUNT];
        double[] rates = new double[COUNT];
        for (int cohort = 0; cohort < COHORTS; cohort++) {
            double touched = 1 - Math.pow(1 - shares[cohort], cap);
            unrest[cohort] = UNREST_OF_SETTLED * touched;
            double full = -Math.log1p(-Math.min(0.99, touched));
            rates[cohort] = Math.min(MOST_OF_FULL_SLICE, Math.max(LEAST_OF_FULL_SLICE, full)) / cap;
        }
        unrest[UNSTEADY] = UNREST_OF_UNSTEADY;
        rates[UNSTEADY] = RATE_OF_UNSTEADY;
        unrest[RESTLESS] = UNREST_OF_RESTLESS;
        rates[RESTLESS] = RATE_OF_RESTLESS;
        return new Forecast(ImmutableDoubleArray.copyOf(unrest), ImmutableDoubleArray.copyOf(rates));
    }
}
