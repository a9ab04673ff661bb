package io.endpointslice.queue;

import java.time.Duration;
import java.util.concurrent.locks.Condition;

/** A clock that a test moves; a wait moves it to the wait's end at once. For one thread. */
public final class FakeTime implements TimeSource {
    /** Near the overflow, which {@code System.nanoTime} may be too. */
    private long now = Long.MAX_VALUE - 5_000_000_000L;

    private final long start = now;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void awaitNanos(Condition condition, long nanos) {
        if (nanos == FOREVER) {
            throw new AssertionError("the queue would wait for ever: nothing is in it");
        }
        now += nanos;
    }

    public void advance(Duration duration) {
        now += duration.toNanos();
    }

    /** Since the clock was made. */
    public Duration elapsed() {
        return Duration.ofNanos(now - start);
    }
}
