package io.endpointslice.queue;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Keys with the time at which they are due, each once; the earlier of two times counts. Not safe for threads. */
final class DelayedKeys<K> {
    /** {@code number} keeps keys that are due together in the order in which they came. */
    private record Entry<K>(K key, long due, long number) implements Comparable<Entry<K>> {
        @Override
        public int compareTo(Entry<K> other) {
            // as System.nanoTime asks for: its values may overflow
            int byTime = Long.signum(due - other.due);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final Map<K, Entry<K>> entries = new HashMap<>();
    /** Entries that were replaced or removed stay until they come up. */
    private final PriorityQueue<Entry<K>> byTime = new PriorityQueue<>();

    private long count;

    void put(K key, long due) {
        Entry<K> before = entries.get(key);
        if (before == null || before.due - due > 0) {
            Entry<K> entry = new Entry<>(key, due, count++);
            entries.put(key, entry);
            byTime.add(entry);
        }
    }

    void remove(K key) {
        entries.remove(key);
    }

    void clear() {
        entries.clear();
        byTime.clear();
    }

    /** Takes out the keys that are due at {@code now}, in the order of their times. */
    ImmutableList<K> pollDue(long now) {
        List<Entry<K>> due = new ArrayList<>();
        dropReplaced();
        for (Entry<K> next = byTime.peek(); next != null && next.due - now <= 0; next = byTime.peek()) {
            due.add(next);
            entries.remove(next.key);
            byTime.poll();
            dropReplaced();
        }
        return due.stream().map(Entry::key).collect(toImmutableList());
    }

    /** Nanoseconds, above 0, until the next key is due; {@link TimeSource#FOREVER} without one. */
    long nanosToNext(long now) {
        dropReplaced();
        Entry<K> next = byTime.peek();
        return next == null ? TimeSource.FOREVER : Math.max(1, next.due - now);
    }

    int size() {
        return entries.size();
    }

    private void dropReplaced() {
        for (Entry<K> next = byTime.peek(); next != null && !next.equals(entries.get(next.key)); next = byTime.peek()) {
            byTime.poll();
        }
    }
}
