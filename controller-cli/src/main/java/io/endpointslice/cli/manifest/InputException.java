package io.endpointslice.cli.manifest;

/** A mistake of the user's: the message is the one line that is shown, the exit code is 2. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was wrong, where, and what to do, on one line
     */
    public InputException(String message) {
        super(message);
    }

    /**
     * @param message what was wrong, where, and what to do, on one line
     */
    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
