package io.endpointslice.queue;

import java.time.Duration;

/** Watches a queue. Called under the queue's lock, so it has to be quick, must not throw and must not call the queue. */
public interface QueueListener {
    /** Looks at nothing. */
    QueueListener NONE = new QueueListener() {};

    /** A key is ready to be handed out, now or when the work on it is done; once until it is handed out. */
    default void added() {}

    /** A failed run is to be repeated. */
    default void retried() {}

    /**
     * A key was handed out.
     *
     * @param waited since {@link #added}
     */
    default void taken(Duration waited) {}

    /**
     * The work on a key has ended.
     *
     * @param worked since {@link #taken}
     */
    default void done(Duration worked) {}
}
