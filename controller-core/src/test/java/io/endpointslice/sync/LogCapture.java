package io.endpointslice.sync;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.collect.ImmutableList;
import org.slf4j.LoggerFactory;

/** What a class logs at WARN and above, while this is open; meanwhile it is not logged elsewhere. */
final class LogCapture implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    LogCapture(Class<?> type) {
        logger = (Logger) LoggerFactory.getLogger(type);
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
    }

    ImmutableList<String> lines() {
        return events().stream().map(ILoggingEvent::getFormattedMessage).collect(ImmutableList.toImmutableList());
    }

    long stackTraces() {
        return events().stream()
                .filter(event -> event.getThrowableProxy() != null)
                .count();
    }

    private ImmutableList<ILoggingEvent> events() {
        return appender.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public void close() {
        logger.setAdditive(true);
        logger.detachAppender(appender);
    }
}
