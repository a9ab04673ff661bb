package io.endpointslice.sync;

import io.endpointslice.model.Metadata;
import java.time.Duration;
import java.util.Optional;

/** The API server's answer to one write, classified once at the edge. */
public sealed interface WriteResult {
    /**
     * Created or updated.
     *
     * @param meta the metadata as it is stored now. The content is what was written
     * @param bytes the size of it as it was sent. What every watcher receives is larger by the metadata that the API
     *     server adds: some hundred bytes
     */
    record Stored(Metadata meta, int bytes) implements WriteResult {}

    /** Deleted, or gone already. */
    record Deleted() implements WriteResult {}

    /** Not sent: this process may not write now, as it stops or is not the leader any more. No error. */
    record Withheld() implements WriteResult {}

    /** The object is not what the plan was made for: sync again from what the informer will show. No error. */
    record Conflict(String message) implements WriteResult {}

    /** The namespace is being deleted (status cause NamespaceTerminating): the sync ends, no error (E14). */
    record NamespaceTerminating() implements WriteResult {}

    /** Not allowed: the message names verb and resource. Tried again with backoff. */
    record Forbidden(String message) implements WriteResult {}

    /** The API server refuses the object as invalid: a bug here or in an admission plugin. Tried again with backoff. */
    record Invalid(String message) implements WriteResult {}

    /** 429 or 503: try again, not before {@code retryAfter} if it is given. */
    record Overloaded(String message, Optional<Duration> retryAfter) implements WriteResult {}

    /** Anything else: no connection, time-out, 5xx. Tried again with backoff. */
    record Failed(String message) implements WriteResult {}
}
