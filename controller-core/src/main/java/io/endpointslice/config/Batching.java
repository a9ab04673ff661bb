package io.endpointslice.config;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/** How long changes of what a Service is made of are gathered before a sync (R1). */
public sealed interface Batching {
    /** Nothing is gathered: each change is synced at once, as the reference does unless it is told otherwise. */
    Batching NONE = new Fixed(Duration.ZERO);

    /** Up to 1 s, and up to 250 ms for what leaves: see {@link Adaptive}. */
    Batching DEFAULT = new Adaptive(Duration.ofSeconds(1), Duration.ofMillis(250));

    /**
     * Always as long.
     *
     * @param period not negative; {@link ControllerConfig} checks it, since it knows the flag
     */
    record Fixed(Duration period) implements Batching {}

    /**
     * A change after a quiet time is synced at once. While changes keep coming they are gathered, for longer as long as that
     * saves syncs.
     *
     * @param longest the longest that a change may wait; positive
     * @param longestForLeaving the longest that a Pod which leaves service may wait; positive, and at most {@code longest}
     */
    record Adaptive(Duration longest, Duration longestForLeaving) implements Batching {
        public Adaptive {
            checkArgument(!longestForLeaving.isZero() && !longestForLeaving.isNegative(), "no time to gather changes");
            checkArgument(
                    longestForLeaving.compareTo(longest) <= 0,
                    "what leaves would wait for %s, longer than the rest, which waits for %s",
                    longestForLeaving,
                    longest);
        }
    }
}
