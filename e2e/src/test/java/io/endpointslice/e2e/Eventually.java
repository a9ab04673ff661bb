package io.endpointslice.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits for conditions by looking at them again and again. The only place of these tests that lets time pass. */
final class Eventually {
    /** Long enough for a busy machine; a test that passes does not wait so long. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private Eventually() {}

    /** Waits until the assertion holds; once {@code limit} is over, throws what it threw last. */
    static void within(Duration limit, ThrowingCallable assertion) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            } catch (Throwable e) {
                throw new IllegalStateException("The condition could not be looked at", e);
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    /** Whether the condition became true within {@code limit}. */
    static boolean isTrue(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return true;
    }

    /** Waits until a value has not changed for {@code span}; fails once {@code limit} is over. */
    static <T> void settles(Duration limit, Duration span, Supplier<T> value) {
        long deadline = System.nanoTime() + limit.toNanos();
        T last = value.get();
        long since = System.nanoTime();
        while (System.nanoTime() - since < span.toNanos()) {
            LockSupport.parkNanos(INTERVAL.toNanos());
            T now = value.get();
            if (!now.equals(last)) {
                last = now;
                since = System.nanoTime();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still changing after " + limit + ": " + now);
            }
        }
    }

    /** Fails as soon as the assertion does not hold, and returns when it has held for {@code span}. */
    static void staysSo(Duration span, Runnable assertion) {
        long deadline = System.nanoTime() + span.toNanos();
        while (System.nanoTime() < deadline) {
            assertion.run();
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        assertion.run();
    }
}
