package io.endpointslice.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.simulator.trace.Trace;
import io.endpointslice.simulator.trace.TraceStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How few writes chance allows: of a packing that knows how likely each endpoint changes in the next sync, by what it is and
 * for how long, but not which ones will, and that may be made anew before each sync for nothing.
 */
class ChanceBoundTest {
    private static final int OLDEST = 60;

    private enum Sort {
        INITIAL,
        LATER,
        FLAPPING,
        NOT_READY,
        TERMINATING
    }

    private record State(Sort sort, int since) {}

    /** Settled ones by their sort alone: of these the share is known step by step. */
    private record Chance(Sort sort, int step, int age) {
        static Chance of(State state, int step) {
            boolean onItsWay = state.sort() == Sort.NOT_READY || state.sort() == Sort.TERMINATING;
            return onItsWay
                    ? new Chance(state.sort(), 0, Math.min(OLDEST, step - state.since()))
                    : new Chance(state.sort(), step, 0);
        }
    }

    private final Map<Integer, State> pods = new TreeMap<>();
    private final Multiset<Chance> present = HashMultiset.create();
    private final Multiset<Chance> changed = HashMultiset.create();

    private static Set<Integer> changing(TraceStep step) {
        Set<Integer> changing = new HashSet<>(step.remove().asList());
        changing.addAll(step.update().asList());
        changing.addAll(step.terminate().asList());
        return changing;
    }

    private void start(Trace trace) {
        pods.clear();
        for (int i = 0; i < trace.initialPods(); i++) {
            pods.put(i, new State(Sort.INITIAL, 0));
        }
    }

    private void apply(TraceStep step, int now) {
        step.update()
                .forEach(pod -> pods.compute(pod, (any, old) -> switch (old.sort()) {
                    case NOT_READY -> new State(Sort.LATER, now);
                    case TERMINATING -> old;
                    default -> new State(Sort.FLAPPING, now);
                }));
        step.terminate().forEach(pod -> pods.put(pod, new State(Sort.TERMINATING, now)));
        step.remove().forEach(pods::remove);
        step.add().forEach(pod -> pods.put(pod, new State(Sort.LATER, now)));
        step.addNotReady().forEach(pod -> pods.put(pod, new State(Sort.NOT_READY, now)));
    }

    private void learn(Trace trace) {
        start(trace);
        for (int now = 1; now <= trace.steps().size(); now++) {
            TraceStep step = trace.steps().get(now - 1);
            Set<Integer> changing = changing(step);
            for (Map.Entry<Integer, State> pod : pods.entrySet()) {
                present.add(Chance.of(pod.getValue(), now));
                if (changing.contains(pod.getKey())) {
                    changed.add(Chance.of(pod.getValue(), now));
                }
            }
            apply(step, now);
        }
    }

    private double writes(Trace trace) {
        learn(trace);
        start(trace);
        double sum = 0;
        for (int now = 1; now <= trace.steps().size(); now++) {
            TraceStep step = trace.steps().get(now - 1);
            int cap = trace.maxEndpointsPerSlice();
            int added = length(step.add(), step.addNotReady());
            sum += Math.max(expected(now, cap), Math.ceil((double) added / cap));
            apply(step, now);
        }
        return sum;
    }

    private static int length(ImmutableIntArray first, ImmutableIntArray second) {
        return first.length() + second.length();
    }

    /** The slices that are met if those that change the most likely stand together. */
    private double expected(int now, int cap) {
        Map<Chance, Double> known = new HashMap<>();
        List<Double> chances = new ArrayList<>();
        for (State state : pods.values()) {
            chances.add(known.computeIfAbsent(
                    Chance.of(state, now), chance -> (double) changed.count(chance) / present.count(chance)));
        }
        chances.sort((one, other) -> Double.compare(other, one));
        double met = 0;
        for (int from = 0; from < chances.size(); from += cap) {
            met += 1
                    - chances.subList(from, Math.min(chances.size(), from + cap)).stream()
                            .mapToDouble(chance -> 1 - chance)
                            .reduce(1, (one, other) -> one * other);
        }
        return met;
    }

    @DisplayName("on life cycles, chance alone costs about half of the reference's writes")
    @Test
    void half() {
        double logarithms = Recorded.names()
                .filter(name -> name.startsWith("lc-"))
                .mapToDouble(name -> Math.log(new ChanceBoundTest().writes(Recorded.trace(name))
                        / Recorded.reference(name)
                                .path("totals")
                                .path("writes")
                                .path("median")
                                .doubleValue()))
                .average()
                .orElseThrow();

        assertThat(Math.exp(logarithms)).isCloseTo(0.5, within(0.01));
    }
}
