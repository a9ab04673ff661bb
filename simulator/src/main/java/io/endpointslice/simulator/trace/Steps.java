package io.endpointslice.simulator.trace;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.Pace;
import io.endpointslice.simulator.timeline.PlainObjects;
import io.endpointslice.simulator.timeline.Scene;
import io.endpointslice.simulator.timeline.Timeline;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** From the steps of a trace, which name Pods by an index, to what the informers would show. */
final class Steps {
    private static final int NODES = 60;
    private static final int ZONES = 3;

    private final NavigableMap<Integer, PodFacts> pods = new TreeMap<>();

    private Steps() {}

    /** Each step is one moment, {@link Timeline#STEP_MILLIS} after the one before. */
    static Timeline timeline(Trace trace) {
        return new Steps().play(trace);
    }

    private Timeline play(Trace trace) {
        IntStream.range(0, trace.initialPods()).forEach(i -> pods.put(i, pod(i, true, false)));
        Scene start = new Scene(
                ImmutableList.of(PlainObjects.service("web", ImmutableMap.of())),
                PlainObjects.nodes(NODES, ZONES),
                ImmutableList.copyOf(pods.values()));
        ImmutableList.Builder<Moment> moments = ImmutableList.builder();
        long now = 0;
        for (TraceStep step : trace.steps()) {
            now += Timeline.STEP_MILLIS;
            moments.add(new Moment(now, changes(step)));
        }
        return new Timeline(
                trace.name(), trace.about(), trace.maxEndpointsPerSlice(), Pace.STEPS, start, moments.build());
    }

    private ImmutableList<Change> changes(TraceStep step) {
        ImmutableList.Builder<Change> changes = ImmutableList.builder();
        step.remove().forEach(i -> {
            pods.remove(i);
            changes.add(new Change.PodGone(key(i)));
        });
        step.add().forEach(i -> changes.add(seen(i, true, false)));
        step.addNotReady().forEach(i -> changes.add(seen(i, false, false)));
        step.update().forEach(i -> changes.add(seen(i, !known(i).ready(), known(i).terminating())));
        step.terminate().forEach(i -> changes.add(seen(i, known(i).ready(), true)));
        return changes.build();
    }

    private PodFacts known(int i) {
        return requireNonNull(pods.get(i), "a trace that was not checked");
    }

    private Change seen(int i, boolean ready, boolean terminating) {
        PodFacts pod = pod(i, ready, terminating);
        pods.put(i, pod);
        return new Change.PodSeen(pod);
    }

    private static PodKey key(int i) {
        return PlainObjects.pod(Trace.podName(i));
    }

    private static PodFacts pod(int i, boolean ready, boolean terminating) {
        return PlainObjects.pod(
                new PlainObjects.Identity(key(i), "uid-" + i, ImmutableMap.of(), PlainObjects.address(i)),
                new PlainObjects.Standing(false, ready, terminating),
                PlainObjects.nodeName(i % NODES));
    }
}
