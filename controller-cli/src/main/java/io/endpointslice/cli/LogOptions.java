package io.endpointslice.cli;

import ch.qos.logback.classic.Level;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a command logs; the same for every command. */
final class LogOptions {
    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "text",
            converter = FormatName.class,
            description = "The log's format, on standard error (default: ${DEFAULT-VALUE}).")
    private Logging.Format format = Logging.Format.TEXT;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log more, and say where an unexpected error came from.")
    private boolean verbose;

    /** Makes the log as these options say. */
    void apply() {
        Logging.use(format, verbose ? Level.DEBUG : Level.INFO);
    }

    /** As {@link #apply}, but only warnings without {@code -v}: for a command that shows by itself what is going on. */
    void applyQuietly() {
        Logging.use(format, verbose ? Level.DEBUG : Level.WARN);
    }

    private static final class FormatName implements ITypeConverter<Logging.Format> {
        @Override
        public Logging.Format convert(String text) {
            return Arrays.stream(Logging.Format.values())
                    .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text))
                    .findAny()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is neither text nor json"));
        }
    }
}
