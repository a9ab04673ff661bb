package io.endpointslice.queue;

import java.util.concurrent.locks.Condition;

/** The queue's clock and its way of waiting, so that tests need neither. */
public interface TimeSource {
    /** Stands for a wait without end. */
    long FOREVER = Long.MAX_VALUE;

    /** Nanoseconds since some fixed moment; only differences mean something. */
    long nanoTime();

    /**
     * Waits until the condition is signalled or {@code nanos} (above 0) have passed; may return early. The lock of the
     * condition is held by the caller.
     */
    void awaitNanos(Condition condition, long nanos) throws InterruptedException;

    /** The machine's monotonic clock. */
    static TimeSource system() {
        return SystemTimeSource.INSTANCE;
    }
}
