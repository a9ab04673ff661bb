package io.endpointslice.sync;

import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.Slice;
import java.time.Duration;
import java.util.Optional;

/** The API server's answer to one write, classified once at the edge. */
public sealed interface WriteResult {
    /** Created or updated: the object as it is stored now. */
    sealed interface Stored extends WriteResult {
        Metadata meta();

        /** The size of its JSON, which every watcher receives. */
        int bytes();
    }

    /** A slice that was created or updated. */
    record StoredSlice(Slice slice, int bytes) implements Stored {
        @Override
        public Metadata meta() {
            return slice.meta();
        }
    }

    /** An Endpoints object that was created or updated. */
    record StoredEndpoints(LegacyEndpoints endpoints, int bytes) implements Stored {
        @Override
        public Metadata meta() {
            return endpoints.meta();
        }
    }

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
