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
        ServiceFacts service = timeline.start().services().stream()
                .filter(facts -> facts.key().equals(key))
                .findFirst()
                .orElseThrow();
        Walk walk = new Walk(service, timeline.pace());
        timeline.start().pods().forEach(pod -> walk.pods.put(pod.key(), pod));
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
        private final Pace pace;
        private final Map<PodKey, PodFacts> pods = new HashMap<>();
        private final Map<String, ImmutableIntArray.Builder> ofPods = new HashMap<>();
        private final ImmutableLongArray.Builder times = ImmutableLongArray.builder();
        private final Set<PodKey> touched = new HashSet<>();
        private ServiceFacts service;
        private int number;

        Walk(ServiceFacts service, Pace pace) {
            this.service = service;
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
            if (change instanceof Change.PodSeen seen) {
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
            } else if (change instanceof Change.ServiceSeen seen
                    && seen.service().key().equals(service.key())) {
                switchTo(seen.service());
            }
        }

        private void switchTo(ServiceFacts next) {
            pods.values().stream()
                    .filter(pod -> selects(pod) != next.selects(pod.labels()))
                    .map(PodFacts::key)
                    .forEach(touched::add);
            service = next;
        }

        private boolean selects(PodFacts pod) {
            return pod.key().namespace().equals(service.key().namespace()) && service.selects(pod.labels());
        }
    }
}
