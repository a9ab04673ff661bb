package io.endpointslice.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the figures of simulations are shown. */
enum RunFormat {
    /** A table for people. */
    TABLE,
    /** For programs. */
    JSON,
    /** A page with charts. */
    HTML;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A format by its name. */
    static final class Named implements ITypeConverter<RunFormat> {
        @Override
        public RunFormat convert(String text) {
            return Arrays.stream(values())
                    .filter(format -> format.toString().equals(text))
                    .findAny()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of "
                            + Arrays.stream(values()).map(RunFormat::toString).collect(Collectors.joining(", "))));
        }
    }
}
