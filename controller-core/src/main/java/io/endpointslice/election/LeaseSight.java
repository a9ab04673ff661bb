package io.endpointslice.election;

import com.google.common.base.Ticker;
import java.util.Optional;

/**
 * When a lease was last seen to change, on the clock of the one that looks. Its holder may rely on it for the lease's
 * duration from then on: clocks that differ between machines play no part, only clocks that run at different speeds would.
 * So a candidate that has just started waits for the whole duration, however old the lease says it is. Safe for many
 * threads.
 */
public final class LeaseSight {
    private final Ticker ticker;
    private Optional<LeaseState> last = Optional.empty();
    private long changedAt;

    public LeaseSight(Ticker ticker) {
        this.ticker = ticker;
    }

    /** The lease was read and says this. */
    public synchronized void saw(LeaseState state) {
        if (!last.equals(Optional.of(state))) {
            last = Optional.of(state);
            changedAt = ticker.read();
        }
    }

    /** What the lease said when it was last read; empty if it never was. */
    public synchronized Optional<LeaseState> last() {
        return last;
    }

    /** Whether its holder may still rely on it, even if the Lease object has been deleted since. */
    public synchronized boolean isHeld() {
        return last.isPresent()
                && !last.get().holder().isEmpty()
                && ticker.read() - changedAt <= last.get().duration().toNanos();
    }
}
