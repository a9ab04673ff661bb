package io.endpointslice.state;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import java.time.Instant;
import java.util.Optional;

/** When the change happened that a sync answers (E15). Pure: what is remembered goes in and comes out as a value. */
public final class TriggerTimes {
    private TriggerTimes() {}

    /**
     * What has to be remembered of a Service from one sync to the next. The names and times are the objects that the
     * facts hold, so a Pod costs one entry here and no more.
     *
     * @param service the Service's creation time
     * @param pods Pod name to the time of its last Ready transition; Pods without one are not here
     */
    public record State(Optional<Instant> service, ImmutableMap<String, Instant> pods) {}

    /**
     * The answer for one sync.
     *
     * @param time the trigger time; empty if the annotation is to be left out
     * @param next to be remembered once the sync's writes have succeeded, and not before: a retry carries the same time
     */
    public record Trigger(Optional<Instant> time, State next) {}

    /**
     * The trigger time of a sync.
     *
     * @param last what the last successful sync left; empty on the first sync of the Service
     * @param pods the Pods behind the Service
     */
    public static Trigger compute(Optional<State> last, ServiceFacts service, Iterable<PodFacts> pods) {
        State next = new State(service.creation(), transitions(pods));
        if (last.isEmpty()) {
            return new Trigger(service.creation(), next);
        }
        State known = last.get();
        Optional<Instant> earliest = service.creation().filter(time -> isAfter(time, known.service()));
        for (var pod : next.pods().entrySet()) {
            Instant time = pod.getValue();
            boolean moved = isAfter(time, Optional.ofNullable(known.pods().get(pod.getKey())));
            if (moved && (earliest.isEmpty() || time.isBefore(earliest.get()))) {
                earliest = Optional.of(time);
            }
        }
        return new Trigger(earliest, next.equals(known) ? known : next);
    }

    private static ImmutableMap<String, Instant> transitions(Iterable<PodFacts> pods) {
        ImmutableMap.Builder<String, Instant> times = ImmutableMap.builder();
        for (PodFacts pod : pods) {
            pod.readyTransition().ifPresent(time -> times.put(pod.key().name(), time));
        }
        return times.buildOrThrow();
    }

    private static boolean isAfter(Instant time, Optional<Instant> remembered) {
        return remembered.isEmpty() || time.isAfter(remembered.get());
    }
}
