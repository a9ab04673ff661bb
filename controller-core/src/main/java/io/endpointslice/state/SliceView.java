package io.endpointslice.state;

import io.endpointslice.model.ServiceSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * What a sync of a Service's slices sees.
 *
 * @param snapshot of what has changed since the last sync, or of the whole Service
 */
public record SliceView(ServiceSnapshot snapshot, PodChanges changes) {
    /** When the change happened that the sync answers (E15). */
    public Optional<Instant> triggerTime() {
        return TriggerTimes.of(changes, snapshot.service(), snapshot.pods());
    }
}
