package io.endpointslice.e2e.scale;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * What the controller has published, and which changes of Pods its slices do not show yet. Writes are told by one thread; any may
 * ask.
 */
final class Publication {
    /** A change that waits to be seen; {@code start} is a {@link System#nanoTime}. */
    private record Change(boolean ready, long start) {}

    private final Map<String, Integer> readyBySlice = new HashMap<>();
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicInteger sliceWrites = new AtomicInteger();
    private final AtomicInteger endpointsWrites = new AtomicInteger();
    private final Map<String, Change> pending = new ConcurrentHashMap<>();
    private final List<Long> nanos = new ArrayList<>();

    /** The Pod of that address is about to change. */
    void expect(String address, boolean becomesReady) {
        pending.put(address, new Change(becomesReady, System.nanoTime()));
    }

    /** A slice was created or updated. */
    void slice(String key, JsonNode slice) {
        sliceWrites.incrementAndGet();
        int count = 0;
        for (JsonNode endpoint : slice.path("endpoints")) {
            boolean isReady = endpoint.path("conditions").path("ready").asBoolean();
            count += isReady ? 1 : 0;
            seen(endpoint.path("addresses").path(0).asString(), isReady);
        }
        Integer before = readyBySlice.put(key, count);
        ready.addAndGet(count - (before == null ? 0 : before));
    }

    /** A slice was deleted. */
    void sliceGone(String key) {
        sliceWrites.incrementAndGet();
        Integer before = readyBySlice.remove(key);
        ready.addAndGet(before == null ? 0 : -before);
    }

    /** An Endpoints object was written. */
    void endpoints() {
        endpointsWrites.incrementAndGet();
    }

    /** How many ready endpoints stand in slices. */
    int ready() {
        return ready.get();
    }

    /** How many changes the slices do not show yet. */
    int pending() {
        return pending.size();
    }

    int sliceWrites() {
        return sliceWrites.get();
    }

    int endpointsWrites() {
        return endpointsWrites.get();
    }

    /** How long each change took that was seen since the last call, from before its event until its slice was written. */
    ImmutableList<Long> takeNanos() {
        synchronized (nanos) {
            ImmutableList<Long> taken = ImmutableList.copyOf(nanos);
            nanos.clear();
            return taken;
        }
    }

    private void seen(String address, boolean isReady) {
        Change change = pending.get(address);
        if (change != null && change.ready() == isReady) {
            pending.remove(address);
            synchronized (nanos) {
                nanos.add(System.nanoTime() - change.start());
            }
        }
    }
}
