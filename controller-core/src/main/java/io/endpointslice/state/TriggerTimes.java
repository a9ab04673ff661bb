package io.endpointslice.state;

import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import java.time.Instant;
import java.util.Optional;

/** When the change happened that a sync answers (E15). */
public final class TriggerTimes {
    private TriggerTimes() {}

    /**
     * The trigger time of a sync: on the first one of a Service its creation time; later the earliest Ready transition among
     * the Pods whose time is later than what the last successful sync saw. A retry carries the same time.
     *
     * @param changes since the last successful sync
     * @param pods the Pods behind the Service, at least those that have changed
     * @return empty if the annotation is to be left out
     */
    public static Optional<Instant> of(PodChanges changes, ServiceFacts service, Iterable<PodFacts> pods) {
        if (changes.firstTime()) {
            return service.creation();
        }
        Optional<Instant> earliest = Optional.empty();
        for (PodFacts pod : pods) {
            Optional<Instant> time =
                    changes.pods().containsKey(pod.key().name()) ? moved(pod, changes) : Optional.empty();
            if (time.isPresent() && (earliest.isEmpty() || time.get().isBefore(earliest.get()))) {
                earliest = time;
            }
        }
        return earliest;
    }

    private static Optional<Instant> moved(PodFacts pod, PodChanges changes) {
        Optional<Instant> before = changes.pods().getOrDefault(pod.key().name(), Optional.empty());
        return pod.readyTransition().filter(time -> before.isEmpty() || time.isAfter(before.get()));
    }
}
