package io.endpointslice.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a result is shown. */
enum OutputFormat {
    /** The objects to write. */
    YAML,
    /** A unified diff of the objects. */
    DIFF,
    /** A table of the writes, for people. */
    SUMMARY,
    /** A table for people. */
    TABLE,
    /** The table with more columns. */
    WIDE,
    /** The nodes of an upstream of APISIX. */
    APISIX,
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

    /** The formats of {@code inspect}. */
    static final class OfInspect implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return parse(text, ImmutableList.of(TABLE, WIDE, JSON));
        }
    }

    /** The formats of {@code resolve}. */
    static final class OfResolve implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return parse(text, ImmutableList.of(TABLE, JSON, APISIX));
        }
    }

    /** The formats of {@code compact}. */
    static final class OfCompact implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return parse(text, ImmutableList.of(TABLE, JSON));
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
