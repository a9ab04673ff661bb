package io.endpointslice.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a plan is shown. */
enum OutputFormat {
    /** The objects to write. */
    YAML,
    /** A unified diff of the objects. */
    DIFF,
    /** A table for people. */
    SUMMARY,
    /** For programs. */
    JSON;

    /** The formats of {@code plan}. */
    static final class OfPlan implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return parse(text, ImmutableList.of(YAML, SUMMARY, JSON));
        }
    }

    /** The formats of {@code diff}. */
    static final class OfDiff implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return parse(text, ImmutableList.of(DIFF, SUMMARY, JSON));
        }
    }

    private static OutputFormat parse(String text, ImmutableList<OutputFormat> allowed) {
        ImmutableList<String> names = allowed.stream()
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .collect(toImmutableList());
        int index = names.indexOf(text);
        if (index < 0) {
            throw new TypeConversionException("'" + text + "' is not one of " + String.join(", ", names));
        }
        return allowed.get(index);
    }
}
