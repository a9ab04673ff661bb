package io.endpointslice.cli;

import io.endpointslice.config.ControllerConfig;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number from 1 to the most endpoints that the API lets stand in one slice. */
final class UpToThousand implements ITypeConverter<Integer> {
    private static final int LIMIT = ControllerConfig.MAX_ENDPOINTS_PER_SLICE_LIMIT;

    @Override
    public Integer convert(String text) {
        if (text.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= LIMIT) {
                return value;
            }
        }
        throw new TypeConversionException("'" + text + "' is not a number between 1 and " + LIMIT);
    }
}
