package io.endpointslice.kube;

import com.google.common.base.Ticker;
import io.endpointslice.config.ConfigException;
import java.util.concurrent.TimeUnit;

/**
 * How many requests a second the writer may send ({@code --kube-api-qps}) and how many of them at once after a pause
 * ({@code --kube-api-burst}). Callers wait in turn. Watches and lists do not pass here, as they cost nothing per change.
 *
 * <p>The defaults are the reference's, 20 and 30, so that this controller loads an API server no more than the one it
 * replaces, and needs fewer writes within it. They bound the first sync of a cluster: 20 slices a second. Where the API
 * server has priority and fairness (all since Kubernetes 1.20) more is safe, as it answers 429 to what is too much.
 */
public final class WriteRateLimit {
    public static final double DEFAULT_QPS = 20;
    public static final int DEFAULT_BURST = 30;

    private final long intervalNanos;
    private final long allowanceNanos;
    private final Ticker ticker;
    private final Pause pause;
    private long filledUntil;

    /** Waits. */
    interface Pause {
        void await(long nanos) throws InterruptedException;
    }

    /**
     * A limit that starts with its whole burst.
     *
     * @param qps requests a second, above 0
     * @param burst requests at once, 1 or more
     * @throws ConfigException if one of them is out of range
     */
    public WriteRateLimit(double qps, int burst) {
        this(qps, burst, Ticker.systemTicker(), TimeUnit.NANOSECONDS::sleep);
    }

    WriteRateLimit(double qps, int burst, Ticker ticker, Pause pause) {
        if (!(qps > 0) || Double.isInfinite(qps)) {
            throw new ConfigException("--kube-api-qps must be above 0, not " + qps);
        }
        if (burst < 1) {
            throw new ConfigException("--kube-api-burst must be 1 or more, not " + burst);
        }
        this.intervalNanos = Math.max(1, (long) (TimeUnit.SECONDS.toNanos(1) / qps));
        this.allowanceNanos = burst * intervalNanos;
        this.ticker = ticker;
        this.pause = pause;
        this.filledUntil = ticker.read();
    }

    /** Waits until one more request may be sent. */
    void acquire() throws InterruptedException {
        long wait = reserve();
        if (wait > 0) {
            pause.await(wait);
        }
    }

    private synchronized long reserve() {
        long now = ticker.read();
        filledUntil = Math.max(filledUntil, now) + intervalNanos;
        return filledUntil - now - allowanceNanos;
    }
}
