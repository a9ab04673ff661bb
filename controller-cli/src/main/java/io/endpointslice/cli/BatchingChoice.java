package io.endpointslice.cli;

import io.endpointslice.config.Batching;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How changes are gathered: {@code adaptive}, {@code none}, or a fixed time. */
final class BatchingChoice implements ITypeConverter<Batching> {
    private static final String ADAPTIVE = "adaptive";
    private static final String NONE = "none";

    private final GoDuration durations = new GoDuration();

    @Override
    public Batching convert(String text) {
        return switch (text) {
            case ADAPTIVE -> Batching.DEFAULT;
            case NONE -> Batching.NONE;
            default -> new Batching.Fixed(fixed(text));
        };
    }

    private Duration fixed(String text) {
        try {
            return durations.convert(text);
        } catch (TypeConversionException noDuration) {
            throw new TypeConversionException("'" + text + "' is not adaptive, none, or a time such as 500ms");
        }
    }

    /** As somebody would give it. */
    static String name(Batching batching) {
        if (batching instanceof Batching.Fixed fixed) {
            return fixed.period().isZero() ? NONE : fixed.period().toMillis() + "ms";
        }
        return ADAPTIVE;
    }
}
