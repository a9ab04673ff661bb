package io.endpointslice.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Leaves out of the log that a request was broken off twice, as happens when a client is closed while requests are under way: the
 * HTTP library says so with a stack trace. Everything else that it did not expect is said.
 */
final class BrokenOffTwice extends Filter<ILoggingEvent> {
    private static final String LOGGER = "io.vertx.core.impl.ContextImpl";
    private static final String MESSAGE = "Promise already completed";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        boolean isThat = event.getLoggerName().equals(LOGGER) && thrown != null && MESSAGE.equals(thrown.getMessage());
        return isThat ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
