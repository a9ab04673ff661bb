package io.endpointslice.sync;

import io.endpointslice.plan.Plan;
import java.time.Duration;
import java.util.Optional;

/** How one sync of one Service ended, and so when the next one is due. */
public sealed interface SyncOutcome {
    /**
     * Nothing is left to do until something changes.
     *
     * @param written writes that were made; fewer than planned if the namespace is being deleted (E14)
     */
    record Done(Plan plan, int written) implements SyncOutcome {}

    /** The informer has not shown all that we wrote (R2). It asks for a sync when it has. */
    record Stale() implements SyncOutcome {}

    /** No error, but the sync was not carried to its end: somebody else wrote first, or the controller stops. */
    record Resync(String why) implements SyncOutcome {}

    /**
     * An error, to be tried again with backoff (R1).
     *
     * @param message one line
     * @param notBefore the least delay that the API server asked for
     */
    record Retry(String message, Optional<Duration> notBefore) implements SyncOutcome {}
}
