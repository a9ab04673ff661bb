package io.endpointslice.simulator;

import io.endpointslice.config.Batching;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.queue.GatheringWindow;
import io.endpointslice.state.Cause;
import io.endpointslice.state.SyncRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The queue of one controller in virtual time, with the product's own {@link GatheringWindow}. A sync takes {@link #SYNC}, and
 * {@link #WRITE} more for each write; the next sync of the same Service begins after that. Services do not wait for each other.
 */
final class Lane {
    static final Duration SYNC = Duration.ofMillis(10);
    static final Duration WRITE = Duration.ofMillis(5);

    private final VirtualTime time;
    private final Batching batching;
    private final Optional<GatheringWindow<ServiceKey>> window;
    private final Map<ServiceKey, Long> asked = new TreeMap<>();
    private final Map<ServiceKey, Long> busyUntil = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final List<Duration> waitsOfLeaving = new ArrayList<>();

    /** A change of a Pod that no sync has taken up yet. */
    private record Waiting(ServiceKey service, long sinceNanos, boolean leaving) {}

    /** The next sync of a Service, and when it begins. */
    record Due(ServiceKey service, long atNanos) {}

    Lane(VirtualTime time, Batching batching) {
        this.time = time;
        this.batching = batching;
        this.window = batching instanceof Batching.Adaptive adaptive
                ? Optional.of(new GatheringWindow<>(adaptive.longest(), adaptive.longestForLeaving(), time))
                : Optional.empty();
    }

    /** A change asks for a sync: that is due at once, or after the time that changes of Pods are gathered. */
    void request(SyncRequest request) {
        boolean leaving = request.cause() == Cause.POD_LEAVES;
        long now = time.nanoTime();
        Duration delay = Duration.ZERO;
        if (leaving || request.cause() == Cause.POD) {
            waiting.add(new Waiting(request.service(), now, leaving));
            delay = delay(request.service(), leaving);
        }
        asked.merge(request.service(), now + delay.toNanos(), Math::min);
    }

    private Duration delay(ServiceKey service, boolean leaving) {
        return batching instanceof Batching.Fixed fixed
                ? fixed.period()
                : window.map(gathering -> gathering.delay(service, leaving)).orElse(Duration.ZERO);
    }

    /** The sync that begins first, if any is asked for. */
    Optional<Due> next() {
        return asked.entrySet().stream()
                .map(entry ->
                        new Due(entry.getKey(), Math.max(entry.getValue(), busyUntil.getOrDefault(entry.getKey(), 0L))))
                .min(Comparator.comparingLong(Due::atNanos));
    }

    /** A sync of the Service begins now, and takes up all its changes. */
    void begins(ServiceKey service) {
        asked.remove(service);
        window.ifPresent(gathering -> gathering.begins(service));
        waiting.removeIf(change -> {
            boolean taken = change.service().equals(service);
            if (taken) {
                Duration wait = Duration.ofNanos(time.nanoTime() - change.sinceNanos());
                waits.add(wait);
                if (change.leaving()) {
                    waitsOfLeaving.add(wait);
                }
            }
            return taken;
        });
    }

    /** The sync that began now makes so many writes. */
    void makes(ServiceKey service, int writes) {
        busyUntil.put(
                service, time.nanoTime() + SYNC.plus(WRITE.multipliedBy(writes)).toNanos());
    }

    Delays delays() {
        return Delays.of(waits, waitsOfLeaving);
    }
}
