package io.endpointslice.churn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.Slice;
import io.endpointslice.packing.Forecast;
import java.util.Map;

/**
 * The churn of one Service. Time is counted in its syncs that wrote something. Only endpoints that changed lately, or that
 * have lost readiness before, take memory; the others are what an endpoint is taken for of which nothing is known. Not safe for
 * several threads at once.
 */
public final class ChurnTable implements ChurnHistory {
    /** After so many syncs an endpoint that had lost readiness counts as settled again. */
    private static final int FORGIVEN_AFTER = 1_024;
    /** How much of what is known of a cohort is still believed after one more sync. */
    private static final double MEMORY = 0.7;

    private final EndpointTable table = new EndpointTable();
    private final double[] shares = new double[Kinds.COHORTS];
    private int syncs;
    private long needed;
    private long invested;

    @Override
    public int kindOfNew(Endpoint endpoint) {
        return Kinds.isRestless(endpoint) ? Kinds.RESTLESS : 0;
    }

    @Override
    public int kind(Endpoint desired, Endpoint published) {
        if (Kinds.isRestless(desired)) {
            return Kinds.RESTLESS;
        }
        int past = past(desired.identity());
        if (isUnsteady(past)) {
            return Kinds.UNSTEADY;
        }
        return hasChanged(published, desired) ? 0 : cohort(past, syncs + 1);
    }

    @Override
    public boolean isUnsettled(Endpoint published) {
        return Kinds.isRestless(published) || isUnsteady(past(published.identity()));
    }

    @Override
    public int calm() {
        return Kinds.OLDEST;
    }

    @Override
    public Forecast forecast(int cap) {
        return Kinds.forecast(shares, cap);
    }

    @Override
    public long needed() {
        return needed;
    }

    @Override
    public long invested() {
        return invested;
    }

    /** A sync has made its writes. */
    public void record(Rewrite rewrite) {
        if (rewrite.writes() == 0) {
            return;
        }
        Map<EndpointIdentity, Endpoint> before = endpoints(rewrite.before());
        Map<EndpointIdentity, Endpoint> after = endpoints(rewrite.after());
        syncs++;
        needed += rewrite.needed();
        invested += rewrite.writes() - rewrite.needed();
        double[] changed = new double[Kinds.COHORTS];
        double[] all = new double[Kinds.COHORTS];
        for (Endpoint endpoint : before.values()) {
            Endpoint now = after.remove(endpoint.identity());
            boolean changes = now == null || hasChanged(endpoint, now);
            int past = past(endpoint.identity());
            if (!Kinds.isRestless(endpoint) && !isUnsteady(past)) {
                int cohort = cohort(past, syncs);
                all[cohort]++;
                changed[cohort] += changes ? 1 : 0;
            }
            if (now == null) {
                table.remove(endpoint.identity());
            } else if (changes) {
                boolean loses = !Kinds.isRestless(endpoint) && !Kinds.isServing(now);
                put(now, isUnsteady(past) || loses);
            }
        }
        for (Endpoint added : after.values()) {
            put(added, false);
        }
        learn(changed, all, rewrite.untouched());
    }

    private static Map<EndpointIdentity, Endpoint> endpoints(ImmutableList<Slice> slices) {
        int size = 0;
        for (Slice slice : slices) {
            size += slice.endpoints().size();
        }
        Map<EndpointIdentity, Endpoint> endpoints = Maps.newHashMapWithExpectedSize(size);
        for (Slice slice : slices) {
            for (Endpoint endpoint : slice.endpoints()) {
                endpoints.put(endpoint.identity(), endpoint);
            }
        }
        return endpoints;
    }

    /** What share of each cohort changes in a sync, by those endpoints that went or changed in this one. */
    private void learn(double[] changed, double[] all, int untouched) {
        for (int cohort = 0; cohort < Kinds.COHORTS; cohort++) {
            double share = all[cohort] == 0 ? 0 : changed[cohort] / (all[cohort] + untouched);
            shares[cohort] = MEMORY * shares[cohort] + (1 - MEMORY) * share;
        }
    }

    /** The endpoint has changed in this sync. */
    private void put(Endpoint endpoint, boolean unsteady) {
        table.put(endpoint.identity(), syncs << 1 | (unsteady ? 1 : 0), this::isForgotten);
    }

    private boolean isForgotten(int past) {
        int age = syncs - lastChange(past);
        return isUnsteady(past) ? age > FORGIVEN_AFTER : Kinds.cohort(age) == Kinds.OLDEST;
    }

    /**
     * When an endpoint changed last, and whether it has lost readiness before, as one number; {@link EndpointTable#ABSENT} if
     * nothing is known of it.
     */
    private int past(EndpointIdentity endpoint) {
        int past = table.get(endpoint);
        return past == EndpointTable.ABSENT || isForgotten(past) ? EndpointTable.ABSENT : past;
    }

    private static int lastChange(int past) {
        return past >> 1;
    }

    private static boolean isUnsteady(int past) {
        return past != EndpointTable.ABSENT && (past & 1) != 0;
    }

    private static int cohort(int past, int now) {
        return past == EndpointTable.ABSENT ? Kinds.OLDEST : Kinds.cohort(now - lastChange(past));
    }

    private static boolean hasChanged(Endpoint before, Endpoint after) {
        return !before.sameApartFromHints(after);
    }

    /** How many endpoints it remembers. */
    public int size() {
        return table.size();
    }
}
