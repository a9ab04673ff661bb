package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BrokenOffTwiceTest {
    private static FilterReply reply(String logger, Throwable thrown) {
        LoggerContext context = new LoggerContext();
        return new BrokenOffTwice()
                .decide(new LoggingEvent(
                        "", context.getLogger(logger), Level.ERROR, "Unhandled exception", thrown, new Object[0]));
    }

    @DisplayName(
            "a promise that is completed twice is no news; any other unhandled exception is, and so is that one elsewhere")
    @Test
    void decide() {
        Throwable twice = new IllegalStateException("Promise already completed");

        assertThat(reply("io.vertx.core.impl.ContextImpl", twice)).isEqualTo(FilterReply.DENY);
        assertThat(reply("io.vertx.core.impl.ContextImpl", new IllegalStateException("other")))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(reply("io.endpointslice.cli", twice)).isEqualTo(FilterReply.NEUTRAL);
    }
}
