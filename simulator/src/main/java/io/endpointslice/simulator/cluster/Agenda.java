package io.endpointslice.simulator.cluster;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is still to happen, in virtual milliseconds; what is due at the same time happens in the order in which it was put down. */
final class Agenda {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
    private long now;
    private long number;

    private record Entry(long at, long number, Runnable action) {}

    long now() {
        return now;
    }

    void after(long millis, Runnable action) {
        at(now + millis, action);
    }

    void at(long millis, Runnable action) {
        number++;
        entries.add(new Entry(Math.max(now, millis), number, action));
    }

    /** Lets everything happen, and what follows from it, until that time at most. */
    void play(long horizon) {
        for (Entry next = entries.poll(); next != null && next.at() <= horizon; next = entries.poll()) {
            now = next.at();
            next.action().run();
        }
    }
}
