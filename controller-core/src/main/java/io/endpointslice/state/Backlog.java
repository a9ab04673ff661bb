package io.endpointslice.state;

import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What has changed of each Service since one controller's last sync of it. A sync that has not made all its writes leaves what
 * it was to look at to the next one, and that one looks at everything, since duplicates may have been left behind (P5).
 */
final class Backlog implements EditListener {
    /** So many Pods may wait for a Service however small it is. */
    private static final int SMALLEST_LIMIT = 64;

    private final Map<ServiceKey, PodChanges.Collector> waiting = new HashMap<>();
    private final Map<ServiceKey, PodChanges> underway = new HashMap<>();
    private final ToIntFunction<ServiceKey> members;

    /**
     * A backlog in which every Service waits for its first sync.
     *
     * @param members how many Pods a Service has; if twice as many wait, as they may where nobody syncs, they are not told
     *     apart any more
     */
    Backlog(ToIntFunction<ServiceKey> members) {
        this.members = members;
    }

    /**
     * A Pod of the Service came, changed or went.
     *
     * @param before the Pod as it was, if it was behind the Service
     */
    void podChanged(ServiceKey service, PodKey pod, Optional<PodFacts> before) {
        PodChanges.Collector changes = waiting.get(service);
        if (changes != null) {
            changes.add(pod.name(), before.flatMap(PodFacts::readyTransition));
            if (changes.size() > SMALLEST_LIMIT + 2 * members.applyAsInt(service)) {
                waiting.put(service, PodChanges.Collector.ofUnknown());
            }
        }
    }

    /** More than Pods has changed. */
    void everythingChanged(ServiceKey service) {
        Optional.ofNullable(waiting.get(service)).ifPresent(PodChanges.Collector::addEverything);
    }

    @Override
    public void edited(ServiceKey service, ObjectKey object) {
        Optional.ofNullable(waiting.get(service)).ifPresent(changes -> changes.addEdited(object));
    }

    @Override
    public void ownEdit(ServiceKey service, ObjectKey object) {
        Optional.ofNullable(waiting.get(service)).ifPresent(changes -> changes.removeEdited(object));
    }

    /** A sync of the Service begins: what it has to look at. What changes from now on is for the next one. */
    PodChanges begin(ServiceKey service) {
        PodChanges.Collector collected = waiting.getOrDefault(service, PodChanges.Collector.ofUnknown());
        Optional.ofNullable(underway.get(service)).ifPresent(collected::addUnfinished);
        PodChanges changes = collected.changes();
        underway.put(service, changes);
        waiting.put(service, new PodChanges.Collector());
        return changes;
    }

    /**
     * The sync that began last has made all its writes.
     *
     * @param settled whether what it looked at need not be looked at again until it changes
     */
    void committed(ServiceKey service, boolean settled) {
        underway.remove(service);
        if (!settled) {
            everythingChanged(service);
        }
    }

    /** The Service has gone, or another one has its name. */
    void forget(ServiceKey service) {
        waiting.remove(service);
        underway.remove(service);
    }
}
