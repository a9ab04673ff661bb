package io.endpointslice.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import com.google.common.collect.ImmutableMap;
import org.slf4j.LoggerFactory;

/**
 * The log: lines of text or of JSON on standard error. Logback finds this class as its configurator, so that no log line
 * is written before {@link #use} without a format.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    /** How a log line is written. */
    enum Format {
        /** {@code time LEVEL logger message}. */
        TEXT,
        /** One JSON object a line. */
        JSON
    }

    private static final String OWN_LOGGERS = "io.endpointslice";

    /**
     * What these tell at warn and error is told again, in one line, by the code of ours that they call back.
     */
    private static final ImmutableMap<String, Level> LEVELS = ImmutableMap.of(
            "io.fabric8.kubernetes.client.informers.impl.cache.Reflector", Level.OFF,
            "io.fabric8.kubernetes.client.dsl.internal.AbstractWatchManager", Level.OFF,
            "io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector", Level.OFF,
            "io.fabric8.kubernetes.client.http.StandardHttpClient", Level.ERROR,
            "io.fabric8.kubernetes.client", Level.WARN,
            "io.vertx", Level.ERROR,
            "io.netty", Level.ERROR,
            // when a client or the embedded server is closed, listeners of its connections come too late
            "io.netty.util.concurrent.DefaultPromise.rejectedExecution", Level.OFF);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        configure(context, Format.TEXT, Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Sets the format and the level of this project's own loggers. */
    static void use(Format format, Level own) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            configure(context, format, own);
        }
    }

    private static void configure(LoggerContext context, Format format, Level own) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(format == Format.JSON ? json(context) : text(context));
        BrokenOffTwice filter = new BrokenOffTwice();
        filter.start();
        appender.addFilter(filter);
        appender.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
        context.getLogger(OWN_LOGGERS).setLevel(own);
        LEVELS.forEach((logger, level) -> context.getLogger(logger).setLevel(level));
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %msg%n");
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMDC(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
