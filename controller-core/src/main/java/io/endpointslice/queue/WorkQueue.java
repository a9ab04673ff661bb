package io.endpointslice.queue;

import static com.google.common.collect.ImmutableList.toImmutableList;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The keyed work queue (R1). A key that is added is handed out at least once afterwards, however often it was added; it is
 * never handed out twice at once: added while it is worked on, it comes again after {@link #done}. A key waits in one
 * place only: an immediate add takes the place of a delayed one, and of two delays the earlier counts.
 *
 * <p>Safe for any number of threads.
 *
 * @param <K> with equals and hashCode
 */
public final class WorkQueue<K> {
    private final ReentrantLock lock = new ReentrantLock();
    /** Work on a key has ended. */
    private final Condition ended = lock.newCondition();

    private final TimeSource time;
    private final Backoff backoff;
    private final QueueListener listener;
    private final IdleWorkers idle;

    /** Keys that may be handed out, in order, each with the time since when. */
    private final Map<K, Long> ready = new LinkedHashMap<>();
    /** Keys that are worked on, each with the time since when. */
    private final Map<K, Long> working = new HashMap<>();
    /** Keys of {@link #working} that were added meanwhile, each with the time since when. */
    private final Map<K, Long> again = new HashMap<>();

    private final DelayedKeys<K> delayed = new DelayedKeys<>();
    private final Map<K, Integer> failures = new HashMap<>();
    private boolean shutDown;

    /** A queue that nobody watches. */
    public WorkQueue(TimeSource time, Backoff backoff) {
        this(time, backoff, QueueListener.NONE);
    }

    public WorkQueue(TimeSource time, Backoff backoff, QueueListener listener) {
        this.time = time;
        this.backoff = backoff;
        this.listener = listener;
        this.idle = new IdleWorkers(lock, time);
    }

    /** Asks for a run of the key at once, or after the run that is under way. */
    public void add(K key) {
        change(() -> makeReady(key));
    }

    /** Asks for a run of the key after the delay, unless one is to come earlier anyway. */
    public void addAfter(K key, Duration delay) {
        change(() -> delay(key, delay));
    }

    /** Asks for another run after a failed one, later from failure to failure (R1). */
    public void retry(K key) {
        retryAfter(key, Duration.ZERO);
    }

    /** As {@link #retry}, but not before {@code atLeast} has passed: what an overloaded server asked for. */
    public void retryAfter(K key, Duration atLeast) {
        change(() -> {
            listener.retried();
            int before = failures.merge(key, 1, Integer::sum) - 1;
            Duration own = backoff.delay(before);
            delay(key, own.compareTo(atLeast) >= 0 ? own : atLeast);
        });
    }

    /** Forgets the key's failures: its next retry comes after the shortest delay again. */
    public void forget(K key) {
        change(() -> failures.remove(key));
    }

    /**
     * Waits for a key to work on. {@link #done} has to follow.
     *
     * @return empty after {@link #shutDown}
     */
    public Optional<K> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!shutDown) {
                long now = time.nanoTime();
                makeDueReady(now);
                Iterator<Map.Entry<K, Long>> first = ready.entrySet().iterator();
                if (first.hasNext()) {
                    Map.Entry<K, Long> next = first.next();
                    first.remove();
                    working.put(next.getKey(), now);
                    listener.taken(Duration.ofNanos(now - next.getValue()));
                    return Optional.of(next.getKey());
                }
                idle.await(now, delayed.nanosToNext(now));
            }
            return Optional.empty();
        } finally {
            rouse();
            lock.unlock();
        }
    }

    /** The work on the key has ended, well or not. */
    public void done(K key) {
        change(() -> {
            Long started = working.remove(key);
            if (started != null) {
                ended.signalAll();
                listener.done(Duration.ofNanos(time.nanoTime() - started));
            }
            Long since = again.remove(key);
            if (since != null) {
                ready.put(key, since);
            }
        });
    }

    /**
     * Waits until the key is neither worked on nor about to be, because a worker has been woken for it. A key that is ready but for which
     * no worker is free is not waited for.
     *
     * @param limit the longest to wait
     */
    public void awaitRest(K key, Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long now = time.nanoTime();
            makeDueReady(now);
            rouse();
            long deadline = now + limit.toNanos();
            long left = limit.toNanos();
            while (left > 0 && isAtHand(key)) {
                time.awaitNanos(ended, left);
                left = deadline - time.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Hands nothing out from now on and wakes those who wait. What is queued is dropped, and so is what comes later. */
    public void shutDown() {
        change(() -> {
            shutDown = true;
            ready.clear();
            again.clear();
            delayed.clear();
            idle.rouseAll();
        });
    }

    /** How many keys could be handed out now, or as soon as they are done, delayed ones that are not due left aside. */
    public int depth() {
        return locked(() -> {
            makeDueReady(time.nanoTime());
            return ready.size() + again.size();
        });
    }

    /** How many keys wait for a run, delayed ones included. */
    public int size() {
        return locked(() -> ready.size() + again.size() + delayed.size());
    }

    /** How many keys wait for a run, delayed ones included, or are being worked on: 0 when there is nothing to do. */
    public int pending() {
        return locked(() -> ready.size() + delayed.size() + working.size());
    }

    /** All figures at once. */
    public QueueFigures figures() {
        return locked(() -> {
            long now = time.nanoTime();
            makeDueReady(now);
            return new QueueFigures(
                    ready.size() + again.size(),
                    delayed.size(),
                    working.values().stream()
                            .map(started -> Duration.ofNanos(now - started))
                            .collect(toImmutableList()));
        });
    }

    private boolean isAtHand(K key) {
        return working.containsKey(key) || (ready.containsKey(key) && idle.isRousedFor(ready.size()));
    }

    private void makeDueReady(long now) {
        delayed.pollDue(now).forEach(this::makeReady);
    }

    private void makeReady(K key) {
        delayed.remove(key);
        if (shutDown) {
            return;
        }
        Map<K, Long> place = working.containsKey(key) ? again : ready;
        if (place.putIfAbsent(key, time.nanoTime()) == null) {
            listener.added();
        }
    }

    private void delay(K key, Duration delay) {
        if (delay.isZero() || delay.isNegative()) {
            makeReady(key);
        } else if (!shutDown && !ready.containsKey(key) && !again.containsKey(key)) {
            delayed.put(key, time.nanoTime() + delay.toNanos());
        }
    }

    private void change(Runnable change) {
        locked(() -> {
            change.run();
            return true;
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            rouse();
            lock.unlock();
        }
    }

    private void rouse() {
        long now = time.nanoTime();
        idle.rouse(ready.size(), now, delayed.nanosToNext(now));
    }
}
