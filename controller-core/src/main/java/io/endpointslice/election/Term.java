package io.endpointslice.election;

import com.google.common.base.Ticker;
import java.time.Duration;

/**
 * How long this process may begin writes: from the moment a renewal of its lease is sent, until the renew deadline. Others
 * count the lease from the moment they see the renewal, which is later, and for longer; so a term is over before the
 * lease can be taken. It does not matter whether anything noticed that the deadline passed: a process that was stopped
 * and goes on finds its term over.
 *
 * <p>The clock is the machine's monotonic one, so setting the time of day changes nothing. A machine that is suspended as
 * a whole may stop that clock too; what a process writes after that carries resourceVersions from before, and is refused
 * where another has written since. Safe for many threads.
 */
public final class Term {
    private final long length;
    private final Ticker ticker;
    private boolean begun;
    private boolean ended;
    private long renewedAt;

    /** A term that has not begun. */
    public Term(Duration renewDeadline, Ticker ticker) {
        this.length = renewDeadline.toNanos();
        this.ticker = ticker;
    }

    /** A renewal that is about to be sent. It counts from now, if it is accepted. */
    public Renewal renewal() {
        return new Renewal(ticker.read());
    }

    /** Whether a write may be begun now. */
    public boolean isRunning() {
        return nanosLeft() > 0;
    }

    /** For how long writes may be begun, without another renewal; zero if none may. */
    public Duration left() {
        return Duration.ofNanos(nanosLeft());
    }

    /** Ends the term for good; no renewal begins it again. */
    public synchronized void end() {
        ended = true;
    }

    private synchronized long nanosLeft() {
        return begun && !ended ? Math.max(0, length - (ticker.read() - renewedAt)) : 0;
    }

    private synchronized void renew(long sentAt) {
        if (!begun || sentAt - renewedAt > 0) {
            renewedAt = sentAt;
        }
        begun = true;
    }

    /** One attempt to take or renew the lease. */
    public final class Renewal {
        private final long sentAt;

        private Renewal(long sentAt) {
            this.sentAt = sentAt;
        }

        /** The API server has stored the renewal. */
        public void accepted() {
            renew(sentAt);
        }
    }
}
