package io.endpointslice.churn;

import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.Slice;
import io.endpointslice.packing.Forecast;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

    private final EndpointTable endpoints = new EndpointTable();
    private final double[] shares = new double[Kinds.COHORTS];
    private int syncs;
    private long needed;
    private long invested;

    /** When an endpoint changed last, and whether it lost readiness before, as one number of 0 or more. */
    private record Past(int lastChange, boolean unsteady) {
        static Past of(int number) {
            return new Past(number >> 1, (number & 1) != 0);
        }

        int number() {
            return lastChange << 1 | (unsteady ? 1 : 0);
        }
    }

    @Override
    public int kindOfNew(Endpoint endpoint) {
        return Kinds.isRestless(endpoint) ? Kinds.RESTLESS : 0;
    }

    @Override
    public int kind(Endpoint desired, Endpoint published) {
        if (Kinds.isRestless(desired)) {
            return Kinds.RESTLESS;
        }
        Optional<Past> past = past(desired.identity());
        if (past.filter(Past::unsteady).isPresent()) {
            return Kinds.UNSTEADY;
        }
        return hasChanged(published, desired) ? 0 : cohort(past, syncs + 1);
    }

    @Override
    public boolean isUnsettled(Endpoint published) {
        return Kinds.isRestless(published)
                || past(published.identity()).filter(Past::unsteady).isPresent();
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
        Map<EndpointIdentity, Endpoint> after = new HashMap<>();
        for (Slice slice : rewrite.after()) {
            slice.endpoints().forEach(endpoint -> after.put(endpoint.identity(), endpoint));
        }
        Map<EndpointIdentity, Endpoint> before = new HashMap<>();
        for (Slice slice : rewrite.before()) {
            slice.endpoints().forEach(endpoint -> before.put(endpoint.identity(), endpoint));
        }
        syncs++;
        needed += rewrite.needed();
        invested += rewrite.writes() - rewrite.needed();
        learn(before, after, rewrite);
        before.values().forEach(endpoint -> remember(endpoint, Optional.ofNullable(after.get(endpoint.identity()))));
        after.values().stream()
                .filter(endpoint -> !before.containsKey(endpoint.identity()))
                .forEach(endpoint -> put(endpoint, new Past(syncs, false)));
    }

    /** What share of each cohort changes in a sync, by those endpoints that went or changed in this one. */
    private void learn(Map<EndpointIdentity, Endpoint> before, Map<EndpointIdentity, Endpoint> after, Rewrite rewrite) {
        double[] changed = new double[Kinds.COHORTS];
        double[] all = new double[Kinds.COHORTS];
        for (Endpoint endpoint : before.values()) {
            Optional<Past> past = past(endpoint.identity());
            if (!Kinds.isRestless(endpoint) && past.filter(Past::unsteady).isEmpty()) {
                int cohort = cohort(past, syncs);
                all[cohort]++;
                Endpoint now = after.get(endpoint.identity());
                changed[cohort] += now == null || hasChanged(endpoint, now) ? 1 : 0;
            }
        }
        for (int cohort = 0; cohort < Kinds.COHORTS; cohort++) {
            double share = all[cohort] == 0 ? 0 : changed[cohort] / (all[cohort] + rewrite.untouched());
            shares[cohort] = MEMORY * shares[cohort] + (1 - MEMORY) * share;
        }
    }

    private void remember(Endpoint before, Optional<Endpoint> after) {
        if (after.isEmpty()) {
            endpoints.remove(before.identity());
        } else if (hasChanged(before, after.get())) {
            boolean wasUnsteady = past(before.identity()).filter(Past::unsteady).isPresent();
            boolean loses = !Kinds.isRestless(before) && !Kinds.isServing(after.get());
            put(after.get(), new Past(syncs, wasUnsteady || loses));
        }
    }

    private void put(Endpoint endpoint, Past past) {
        endpoints.put(endpoint.identity(), past.number(), number -> isForgotten(Past.of(number)));
    }

    private boolean isForgotten(Past past) {
        int age = syncs - past.lastChange();
        return past.unsteady() ? age > FORGIVEN_AFTER : Kinds.cohort(age) == Kinds.OLDEST;
    }

    private Optional<Past> past(EndpointIdentity endpoint) {
        int number = endpoints.get(endpoint);
        return number == EndpointTable.ABSENT
                ? Optional.empty()
                : Optional.of(Past.of(number)).filter(past -> !isForgotten(past));
    }

    private static int cohort(Optional<Past> past, int now) {
        return past.map(known -> Kinds.cohort(now - known.lastChange())).orElse(Kinds.OLDEST);
    }

    private static boolean hasChanged(Endpoint before, Endpoint after) {
        return !before.sameApartFromHints(after);
    }

    /** How many endpoints it remembers. */
    public int size() {
        return endpoints.size();
    }
}
