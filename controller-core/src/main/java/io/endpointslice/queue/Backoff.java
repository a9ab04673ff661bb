package io.endpointslice.queue;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.math.LongMath;
import java.time.Duration;

/**
 * The delay before a retry: {@code base} after the first failure in a row, doubled by each further one, never above
 * {@code limit}.
 *
 * @param base above 0
 * @param limit at least {@code base}
 */
public record Backoff(Duration base, Duration limit) {
    /** 1 s x 2^n up to 1,000 s (R1). */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1000));

    private static final int LONGEST_SHIFT = 62;

    public Backoff {
        checkArgument(!base.isZero() && !base.isNegative(), "the base of a backoff must be above 0, not %s", base);
        checkArgument(limit.compareTo(base) >= 0, "the limit %s of a backoff is below its base %s", limit, base);
    }

    /**
     * The delay before the next try.
     *
     * @param failures failures in a row before this one, 0 or more
     */
    public Duration delay(int failures) {
        long factor = 1L << Math.min(failures, LONGEST_SHIFT);
        long nanos = LongMath.saturatedMultiply(base.toNanos(), factor);
        return nanos >= limit.toNanos() ? limit : Duration.ofNanos(nanos);
    }
}
