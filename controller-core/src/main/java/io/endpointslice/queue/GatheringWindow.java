package io.endpointslice.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * How long changes of a key are gathered before work on it, learned from what gathering saves.
 *
 * <p>A change after a quiet time is not held up. When a run finds that several changes had come together, those that follow are
 * gathered for a short time; as long as that gathers several, the time doubles, up to a limit, and when it gathers only one it is
 * halved, then given up. Somebody who makes each change only after the one before has been answered for is never held up for
 * long by this: waiting gathers nothing then. Changes that come one by one but slowly are found by a trial wait, after
 * {@value #RUNS_BEFORE_TRIAL} runs of a burst, and more rarely after each trial that gathers nothing. There is none while changes come
 * further apart than it would last: it would hold up one to gather one.
 *
 * <p>Safe for any number of threads.
 *
 * @param <K> with equals and hashCode
 */
public final class GatheringWindow<K> {
    static final int RUNS_BEFORE_TRIAL = 16;
    static final Duration FIRST = Duration.ofMillis(50);
    static final Duration TRIAL = Duration.ofMillis(100);
    /** After so long without a change, the next one is not held up. */
    static final Duration QUIET = Duration.ofSeconds(2);

    private static final int TRIALS_GROW_RARER = 3;

    private final TimeSource time;
    private final long longest;
    private final Duration longestForUrgent;
    private final Cache<K, Burst> bursts;

    /**
     * A window that has seen nothing.
     *
     * @param longest the longest that a change waits
     * @param longestForUrgent the longest that an urgent change waits
     */
    public GatheringWindow(Duration longest, Duration longestForUrgent, TimeSource time) {
        this.time = time;
        this.longest = longest.toNanos();
        this.longestForUrgent = longestForUrgent;
        this.bursts = Caffeine.newBuilder()
                .expireAfterAccess(QUIET)
                .ticker(time::nanoTime)
                .executor(Runnable::run)
                .build();
    }

    /** Changes of one key that follow one another. All times in nanoseconds. */
    private static final class Burst {
        private long window;
        private boolean missed;
        private boolean trial;
        private int runs;
        /** Since when {@link #runs} are counted. */
        private long runsSince;

        private int runsBeforeTrial = RUNS_BEFORE_TRIAL;
        private int gathered;
        private long since;
    }

    /** A change of the key has come: how long its work may wait from now on. */
    public synchronized Duration delay(K key, boolean urgent) {
        long now = time.nanoTime();
        Burst burst = bursts.get(key, any -> new Burst());
        if (burst.gathered == 0) {
            burst.since = now;
        }
        burst.gathered++;
        Duration delay = Duration.ofNanos(Math.max(0, burst.since + burst.window - now));
        return urgent && delay.compareTo(longestForUrgent) > 0 ? longestForUrgent : delay;
    }

    /** Work on the key begins, with all that has been gathered. */
    public synchronized void begins(K key) {
        Burst burst = bursts.getIfPresent(key);
        if (burst != null && burst.gathered > 0) {
            learn(burst, burst.gathered > 1);
            burst.gathered = 0;
        }
    }

    private void learn(Burst burst, boolean saved) {
        if (saved) {
            burst.window = Math.min(longest, Math.max(FIRST.toNanos(), 2 * burst.window));
            burst.missed = false;
            burst.trial = false;
            burst.runs = 0;
            burst.runsBeforeTrial = RUNS_BEFORE_TRIAL;
        } else if (burst.window == 0) {
            countRun(burst);
        } else if (burst.trial) {
            burst.runsBeforeTrial *= TRIALS_GROW_RARER;
            giveUp(burst);
        } else if (burst.missed) {
            giveUp(burst);
        } else {
            burst.missed = true;
            burst.window /= 2;
        }
    }

    private void countRun(Burst burst) {
        if (burst.runs == 0) {
            burst.runsSince = burst.since;
        }
        burst.runs++;
        if (burst.runs >= burst.runsBeforeTrial) {
            burst.trial = burst.since - burst.runsSince <= (burst.runs - 1) * TRIAL.toNanos();
            burst.window = burst.trial ? Math.min(longest, TRIAL.toNanos()) : 0;
            burst.runs = 0;
        }
    }

    private static void giveUp(Burst burst) {
        burst.window = 0;
        burst.missed = false;
        burst.trial = false;
        burst.runs = 0;
    }
}
