package io.endpointslice.config;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How slices of Services that are quiet are merged.
 *
 * @param quietFor how long nothing of a Service must have changed; positive
 * @param writesPerSecond of all Services together, on average; above 0, at most {@value #MAX_RATE}
 * @param worth how many writes one slice less is worth, 1 or more
 */
public record CompactionConfig(Duration quietFor, double writesPerSecond, int worth) {
    /** More at once would be no background work any more. */
    public static final double MAX_RATE = 1_000;

    public CompactionConfig {
        checkArgument(!quietFor.isNegative() && !quietFor.isZero(), "a Service that is quiet for %s", quietFor);
        checkArgument(writesPerSecond > 0 && writesPerSecond <= MAX_RATE, "%s writes a second", writesPerSecond);
        checkArgument(worth >= 1, "a slice less is worth %s writes", worth);
    }
}
