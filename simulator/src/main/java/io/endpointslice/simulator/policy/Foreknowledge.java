package io.endpointslice.simulator.policy;

import com.google.common.primitives.ImmutableDoubleArray;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.packing.Forecast;
import io.endpointslice.simulator.timeline.Pace;
import io.endpointslice.simulator.timeline.Timeline;
import java.util.Arrays;

/**
 * Knows when something happens to each Pod of a Service. The kinds are the time until then, counted in syncs: each of the next
 * eight syncs is one, later ones are in spans that grow by a quarter each, and the last kind never changes again. In a timeline
 * by steps each step is a sync; else a sync stands for as many moments in which something happens to the Service's Pods as the
 * syncs so far have taken up on average.
 */
final class Foreknowledge {
    private static final int KINDS = 40;
    private static final int SINGLE_SYNCS = 8;
    private static final int NEVER = KINDS - 1;
    /** The unrest of an endpoint that changes at the next sync; half as soon is one less. */
    private static final double MOST_UNREST = 8;
    /** The first distance, in syncs, of each kind but the last. */
    private static final int[] FIRST = firstDistances();

    private final boolean bySteps;
    private final PodMoments moments;
    private int passed;
    private int syncs;

    Foreknowledge(Timeline timeline, ServiceKey service) {
        bySteps = timeline.pace() == Pace.STEPS;
        moments = PodMoments.of(timeline, service);
    }

    /** A sync begins at that time. */
    void syncedAt(long nowMillis) {
        passed = moments.until(nowMillis);
        syncs++;
    }

    private static int[] firstDistances() {
        int[] first = new int[NEVER];
        for (int kind = 0; kind < NEVER; kind++) {
            first[kind] = kind <= SINGLE_SYNCS ? kind + 1 : first[kind - 1] + first[kind - 1] / 4 + 1;
        }
        return first;
    }

    /** The kind that never changes again. */
    static int never() {
        return NEVER;
    }

    /** The kind of a Pod at the sync that has begun. */
    int kind(String pod) {
        return moments.ofPod(pod).stream()
                .filter(change -> change > passed)
                .mapToObj(change -> kind(inSyncs(change - passed)))
                .findFirst()
                .orElse(NEVER);
    }

    private int inSyncs(int distance) {
        double momentsOfSync = bySteps || syncs <= 1 ? 1 : Math.max(1, (double) passed / (syncs - 1));
        return (int) Math.ceil(distance / momentsOfSync);
    }

    private static int kind(int distance) {
        int found = Arrays.binarySearch(FIRST, distance);
        return found >= 0 ? found : -found - 2;
    }

    /** What to expect of each kind: just that. */
    static Forecast forecast() {
        double[] unrest = new double[KINDS];
        double[] rates = new double[KINDS];
        for (int kind = 0; kind < NEVER; kind++) {
            unrest[kind] = Math.max(0, MOST_UNREST - Math.log(FIRST[kind]) / Math.log(2));
            rates[kind] = 1.0 / FIRST[kind];
        }
        return new Forecast(ImmutableDoubleArray.copyOf(unrest), ImmutableDoubleArray.copyOf(rates));
    }
}
