package io.endpointslice.state;

import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has changed of a Service since the last sync of it that made all its writes.
 *
 * @param firstTime there was no such sync, as far as is known
 * @param everything more may have changed than these Pods
 * @param pods the names of the Pods that came, changed or went, each with the time of its Ready transition that the last sync
 *     saw; empty if that saw no such Pod, or one without a time
 */
public record PodChanges(boolean firstTime, boolean everything, ImmutableMap<String, Optional<Instant>> pods) {
    /** Of a Service of whose last sync nothing is known. */
    static final PodChanges UNKNOWN = new PodChanges(true, true, ImmutableMap.of());

    /** What comes together until the next sync. */
    static final class Collector {
        private boolean firstTime;
        private boolean everything;
        private final Set<ObjectKey> edited = new HashSet<>();
        private final Map<String, Optional<Instant>> pods = new HashMap<>();

        /** For a Service of whose last sync nothing is known. */
        static Collector ofUnknown() {
            Collector unknown = new Collector();
            unknown.firstTime = true;
            unknown.everything = true;
            return unknown;
        }

        /** A Pod changed. What the last sync saw of it is what was there before the first change. */
        void add(String pod, Optional<Instant> before) {
            pods.putIfAbsent(pod, before);
        }

        void addEverything() {
            everything = true;
        }

        /** Somebody, as it seems, has edited or removed that object. */
        void addEdited(ObjectKey object) {
            edited.add(object);
        }

        /** It was us who edited or removed that object. */
        void removeEdited(ObjectKey object) {
            edited.remove(object);
        }

        /** What an earlier sync was to look at, which has not made all its writes. */
        void addUnfinished(PodChanges earlier) {
            firstTime |= earlier.firstTime();
            everything = true;
            pods.putAll(earlier.pods());
        }

        int size() {
            return pods.size();
        }

        PodChanges changes() {
            return new PodChanges(firstTime, everything || !edited.isEmpty(), ImmutableMap.copyOf(pods));
        }
    }
}
