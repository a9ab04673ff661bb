package io.endpointslice.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number from 1 up. */
final class AtLeastOne implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= 1) {
            return Integer.parseInt(text);
        }
        throw new TypeConversionException("'" + text + "' is not a whole number above 0");
    }
}
