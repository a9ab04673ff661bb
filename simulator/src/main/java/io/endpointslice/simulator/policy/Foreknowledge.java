package io.endpointslice.simulator.policy;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.packing.Forecast;
import io.endpointslice.simulator.trace.Trace;
import io.endpointslice.simulator.trace.TraceStep;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Knows at which steps of a trace something happens to a Pod. The kinds are the time until then: each of the next eight steps is
 * one, later ones are in spans that grow by a quarter each, and the last kind never changes again.
 */
final class Foreknowledge {
    private static final int KINDS = 40;
    private static final int SINGLE_STEPS = 8;
    private static final int NEVER = KINDS - 1;
    /** The unrest of an endpoint that changes at the next step; half as soon is one less. */
    private static final double MOST_UNREST = 8;
    /** The first distance, in steps, of each kind but the last. */
    private static final int[] FIRST = firstDistances();

    private final Map<String, ImmutableIntArray> events = new HashMap<>();

    Foreknowledge(Trace trace) {
        Map<Integer, ImmutableIntArray.Builder> builders = new HashMap<>();
        for (int step = 1; step <= trace.steps().size(); step++) {
            int now = step;
            touched(trace.steps().get(step - 1))
                    .forEach(pods ->
                            pods.forEach(pod -> builders.computeIfAbsent(pod, any -> ImmutableIntArray.builder())
                                    .add(now)));
        }
        builders.forEach((pod, steps) -> events.put(Trace.podName(pod), steps.build()));
    }

    private static Stream<ImmutableIntArray> touched(TraceStep step) {
        return Stream.of(step.remove(), step.add(), step.addNotReady(), step.update(), step.terminate());
    }

    private static int[] firstDistances() {
        int[] first = new int[NEVER];
        for (int kind = 0; kind < NEVER; kind++) {
            first[kind] = kind <= SINGLE_STEPS ? kind + 1 : first[kind - 1] + first[kind - 1] / 4 + 1;
        }
        return first;
    }

    /** The kind that never changes again. */
    static int never() {
        return NEVER;
    }

    /** The kind of a Pod once that step has happened. */
    int kind(String pod, int step) {
        return events.getOrDefault(pod, ImmutableIntArray.of()).stream()
                .filter(event -> event > step)
                .map(event -> kind(event - step))
                .findFirst()
                .orElse(NEVER);
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
