package io.endpointslice.sync;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.ServiceKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;

/** Logs what a mapping left out once, and again only after it had been all right in between. */
final class NoteLog {
    private final ConcurrentMap<ServiceKey, ImmutableSet<String>> standing = new ConcurrentHashMap<>();
    private final Logger log;

    NoteLog(Logger log) {
        this.log = log;
    }

    void update(ServiceKey service, ImmutableList<MappingNote> notes) {
        ImmutableSet<String> now = notes.stream().map(MappingNote::message).collect(toImmutableSet());
        ImmutableSet<String> before = standing.getOrDefault(service, ImmutableSet.of());
        now.stream()
                .filter(message -> !before.contains(message))
                .forEach(message -> log.warn("Service {}: {}", service, message));
        if (now.isEmpty()) {
            forget(service);
        } else {
            standing.put(service, now);
        }
    }

    void forget(ServiceKey service) {
        standing.remove(service);
    }
}
