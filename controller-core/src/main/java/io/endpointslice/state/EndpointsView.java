package io.endpointslice.state;

import io.endpointslice.model.EndpointsSnapshot;
import java.time.Instant;
import java.util.Optional;

/** What a sync of a Service's Endpoints object sees. */
public record EndpointsView(EndpointsSnapshot snapshot, PodChanges changes) {
    /** When the change happened that the sync answers (L6); empty if the Service is gone. */
    public Optional<Instant> triggerTime() {
        return snapshot.service().flatMap(service -> TriggerTimes.of(changes, service, snapshot.pods()));
    }
}
