package io.endpointslice.metrics;

import com.google.common.base.Ascii;
import io.endpointslice.sync.WriteResult;

/** The answers to writes, as a label names them. */
enum WriteOutcome {
    /** Carried out. */
    DONE,
    /** Somebody else wrote first. */
    CONFLICT,
    /** The namespace is being deleted. */
    NAMESPACE_TERMINATING,
    FORBIDDEN,
    INVALID,
    OVERLOADED,
    /** Another error. */
    FAILED,
    /** Not sent. */
    WITHHELD;

    String label() {
        return Ascii.toLowerCase(name());
    }

    static WriteOutcome of(WriteResult result) {
        if (result instanceof WriteResult.Stored || result instanceof WriteResult.Deleted) {
            return DONE;
        } else if (result instanceof WriteResult.Conflict) {
            return CONFLICT;
        } else if (result instanceof WriteResult.NamespaceTerminating) {
            return NAMESPACE_TERMINATING;
        } else if (result instanceof WriteResult.Forbidden) {
            return FORBIDDEN;
        } else if (result instanceof WriteResult.Invalid) {
            return INVALID;
        } else if (result instanceof WriteResult.Overloaded) {
            return OVERLOADED;
        } else if (result instanceof WriteResult.Withheld) {
            return WITHHELD;
        }
        return FAILED;
    }
}
