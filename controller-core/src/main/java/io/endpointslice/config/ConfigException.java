package io.endpointslice.config;

/**
 * What the user asked for cannot be done as it was asked: a missing file, an unknown context, an option out of range. The
 * message is one line for the user: what is wrong, where, what to do. Programs print it without a stack trace and exit
 * with 2.
 */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
