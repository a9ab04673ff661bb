package io.endpointslice.e2e.benchmark;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What the events of slices come to: how many ready endpoints stand in them, and how much was sent. */
final class PublishedEndpoints implements Consumer<String> {
    private static final String READY = "\"conditions\":{\"ready\":true";
    private static final String NAME = "\"metadata\":{\"name\":\"";

    private final Map<String, Integer> readyBySlice = new HashMap<>();
    private final AtomicLong ready = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong characters = new AtomicLong();

    @Override
    public void accept(String line) {
        events.incrementAndGet();
        characters.addAndGet(line.length());
        int start = line.indexOf(NAME) + NAME.length();
        String slice = line.substring(start, line.indexOf('"', start));
        int now = line.startsWith("{\"type\":\"DELETED\"") ? 0 : occurrences(line);
        Integer before = readyBySlice.put(slice, now);
        ready.addAndGet(now - (before == null ? 0 : before));
    }

    /** How many ready endpoints all slices hold together. */
    long ready() {
        return ready.get();
    }

    /** How many events there were, those of slices that stood at first too. */
    long events() {
        return events.get();
    }

    /** The length of these events as JSON, which is ASCII. */
    long bytes() {
        return characters.get();
    }

    private static int occurrences(String line) {
        int count = 0;
        for (int at = line.indexOf(READY); at >= 0; at = line.indexOf(READY, at + READY.length())) {
            count++;
        }
        return count;
    }
}
