package io.endpointslice.queue;

import java.util.concurrent.locks.Condition;

/** The machine's monotonic clock. */
enum SystemTimeSource implements TimeSource {
    INSTANCE;

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    // a wait that ends early is allowed here; the queue's loop looks again
    @SuppressWarnings("WaitNotInLoop")
    @Override
    public void awaitNanos(Condition condition, long nanos) throws InterruptedException {
        if (nanos == FOREVER) {
            condition.await();
        } else {
            condition.awaitNanos(nanos);
        }
    }
}
