package io.endpointslice.cli;

/** The exit codes of every command. */
final class ExitCode {
    static final int FINE = 0;

    /** {@code diff} only: there are differences. */
    static final int DIFFERENCES = 1;

    /** {@code run} only: another instance may have the lease. The reference's code too. */
    static final int LEASE_LOST = 1;

    /** A mistake of the user's: one line on standard error says which. */
    static final int USER_ERROR = 2;

    /** A bug, or a failure that no command expects. */
    static final int INTERNAL_ERROR = 3;

    private ExitCode() {}
}
