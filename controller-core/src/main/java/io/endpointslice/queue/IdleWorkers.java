package io.endpointslice.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * The threads that wait for a key. No more of them are woken than there are keys to hand out, and who began to wait last is woken
 * first: of many workers only as many are ever busy as there is work for, and what they need is still in the caches.
 *
 * <p>Every method is called with the queue's lock held.
 */
final class IdleWorkers {
    private final Lock lock;
    private final TimeSource time;
    /** The one that began to wait last comes first. */
    private final Deque<Waiter> idle = new ArrayDeque<>();
    /** Those that were woken and have not looked yet. */
    private int roused;

    IdleWorkers(Lock lock, TimeSource time) {
        this.lock = lock;
        this.time = time;
    }

    /** One thread, which wakes by itself at {@code wakesAt}, unless that is to be never. */
    private record Waiter(Condition condition, boolean wakesByItself, long wakesAt) {
        boolean wakesBy(long due) {
            return wakesByItself && wakesAt - due <= 0;
        }
    }

    /**
     * Waits until woken, or for {@code nanos}, or less. Whatever ends it, the caller looks for a key and then calls {@link #rouse},
     * since it may have been woken for a key that it does not take.
     *
     * @param now what the clock shows
     */
    void await(long now, long nanos) throws InterruptedException {
        Waiter self = new Waiter(lock.newCondition(), nanos != TimeSource.FOREVER, now + nanos);
        idle.push(self);
        try {
            time.awaitNanos(self.condition, nanos);
        } finally {
            if (!idle.remove(self)) {
                roused--;
            }
        }
    }

    /**
     * Wakes one thread for each key that nobody has been woken for, and one to watch the clock if nobody else will.
     *
     * @param keys how many may be handed out
     * @param now what the clock shows
     * @param nanosToNext until the next key may be, or {@link TimeSource#FOREVER}
     */
    void rouse(int keys, long now, long nanosToNext) {
        while (roused < keys && !idle.isEmpty()) {
            wakeOne();
        }
        if (roused == 0 && nanosToNext != TimeSource.FOREVER && !idle.isEmpty()) {
            long due = now + nanosToNext;
            if (idle.stream().noneMatch(waiter -> waiter.wakesBy(due))) {
                wakeOne();
            }
        }
    }

    /** Whether a thread that has been woken, and has not looked yet, is there for each of so many keys. */
    boolean isRousedFor(int keys) {
        return roused >= keys;
    }

    void rouseAll() {
        while (!idle.isEmpty()) {
            wakeOne();
        }
    }

    private void wakeOne() {
        idle.pop().condition.signal();
        roused++;
    }
}
