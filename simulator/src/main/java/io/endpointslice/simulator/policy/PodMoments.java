package io.endpointslice.simulator.policy;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.Pace;
import io.endpointslice.simulator.timeline.Timeline;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The moments of a timeline in which something happens to Pods of one Service, numbered from 1; by steps, all moments. */
final class PodMoments {
    private final long[] times;
    private final Map<String, ImmutableIntArray> ofPods;

    private PodMoments(long[] times, Map<String, ImmutableIntArray> ofPods) {
        this.times = times;
        this.ofPods = ofPods;
    }

    static PodMoments of(Timeline timeline, ServiceKey key) {
        Walk walk = new Walk(key, timeline.pace());
        timeline.start().services().forEach(walk::seen);
        timeline.start().pods().stream()
                .filter(pod -> walk.isNear(pod.key()))
                .forEach(pod -> walk.pods.put(pod.key(), pod));
        timeline.moments().forEach(walk::moment);
        Map<String, ImmutableIntArray> ofPods = new HashMap<>();
        walk.ofPods.forEach((pod, moments) -> ofPods.put(pod, moments.build()));
        return new PodMoments(walk.times.build().toArray(), ofPods);
    }

    /** How many there are up to that time, itself included. */
    int until(long millis) {
        int found = Arrays.binarySearch(times, millis);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The numbers of those in which something happens to the Pod of that name, in order. */
    ImmutableIntArray ofPod(String pod) {
        return ofPods.getOrDefault(pod, ImmutableIntArray.of());
    }

    private static final class Walk {
        private final ServiceKey key;
        private final Pace pace;
        private final Map<PodKey, PodFacts> pods = new HashMap<>();
        private final Map<String, ImmutableIntArray.Builder> ofPods = new HashMap<>();
        private final ImmutableLongArray.Builder times = ImmutableLongArray.builder();
        private final Set<PodKey> touched = new HashSet<>();
        private Optional<ServiceFacts> service = Optional.empty();
        private int number;

        Walk(ServiceKey key, Pace pace) {
            this.key = key;
            this.pace = pace;
        }

        void moment(Moment moment) {
            touched.clear();
            moment.changes().forEach(this::change);
            if (pace == Pace.STEPS || !touched.isEmpty()) {
                number++;
                times.add(moment.atMillis());
                touched.forEach(pod -> ofPods.computeIfAbsent(pod.name(), any -> ImmutableIntArray.builder())
                        .add(number));
            }
        }

        private void change(Change change) {
            if (change instanceof Change.PodSeen seen && isNear(seen.pod().key())) {
                PodFacts pod = seen.pod();
                PodFacts before = pods.put(pod.key(), pod);
                if (selects(pod) || (before != null && selects(before))) {
                    touched.add(pod.key());
                }
            } else if (change instanceof Change.PodGone gone) {
                PodFacts before = pods.remove(gone.pod());
                if (before != null && selects(before)) {
                    touched.add(gone.pod());
                }
            } else if (change instanceof Change.ServiceSeen seen) {
                seen(seen.service());
            } else if (change instanceof Change.ServiceGone gone
                    && gone.service().equals(key)) {
                switchTo(Optional.empty());
            }
        }

        private void seen(ServiceFacts facts) {
            if (facts.key().equals(key)) {
                switchTo(Optional.of(facts));
            }
        }

        private void switchTo(Optional<ServiceFacts> next) {
            pods.values().stream()
                    .filter(pod -> selects(service, pod) != selects(next, pod))
                    .map(PodFacts::key)
                    .forEach(touched::add);
            service = next;
        }

        private boolean isNear(PodKey pod) {
            return pod.namespace().equals(key.namespace());
        }

        private boolean selects(PodFacts pod) {
            return selects(service, pod);
        }

        private static boolean selects(Optional<ServiceFacts> service, PodFacts pod) {
            return service.filter(facts -> facts.selects(pod.labels())).isPresent();
        }
    }
}
