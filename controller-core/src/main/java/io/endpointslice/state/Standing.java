package io.endpointslice.state;

/** How what the informer shows of an object stands to what we wrote last (R2). */
enum Standing {
    /** Nothing that we wrote is known of it. */
    UNKNOWN,
    /** Our write is not shown yet. */
    BEHIND,
    /** It is as we left it. */
    OURS,
    /** Somebody else has changed it after us. */
    FOREIGN
}
