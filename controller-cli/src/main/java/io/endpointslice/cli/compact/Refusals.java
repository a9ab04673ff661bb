package io.endpointslice.cli.compact;

import io.endpointslice.sync.WriteResult;

/** Why a write was not made, for people. */
final class Refusals {
    private Refusals() {}

    /** One line that names the write. */
    static String message(WriteResult result) {
        if (result instanceof WriteResult.Forbidden forbidden) {
            return forbidden.message();
        } else if (result instanceof WriteResult.Invalid invalid) {
            return invalid.message();
        } else if (result instanceof WriteResult.Overloaded overloaded) {
            return overloaded.message();
        } else if (result instanceof WriteResult.Failed failed) {
            return failed.message();
        }
        throw new IllegalStateException("unknown answer to a write: " + result);
    }
}
