package io.endpointslice.simulator;

import static com.google.common.base.Preconditions.checkArgument;

import io.endpointslice.queue.TimeSource;
import java.time.Duration;
import java.util.concurrent.locks.Condition;

/** The clock of a run: it stands still but for what the run tells it. */
final class VirtualTime implements TimeSource {
    private long nanos;

    @Override
    public long nanoTime() {
        return nanos;
    }

    /** Nobody waits in a run: it goes from one moment to the next. */
    @Override
    public void awaitNanos(Condition condition, long toWait) {
        throw new UnsupportedOperationException("a run does not wait");
    }

    void moveTo(long newNanos) {
        checkArgument(newNanos >= nanos, "back in time, from %s to %s", nanos, newNanos);
        nanos = newNanos;
    }

    /** Since the start of the run. */
    long millis() {
        return Duration.ofNanos(nanos).toMillis();
    }
}
