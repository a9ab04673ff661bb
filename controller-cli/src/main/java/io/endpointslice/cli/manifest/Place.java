package io.endpointslice.cli.manifest;

/**
 * Where something stands in the input.
 *
 * @param source the file as the user named it, or {@code -} for standard input
 * @param line 1 for the first
 */
record Place(String source, int line) {
    /** {@code file.yaml:12}. */
    @Override
    public String toString() {
        return source + ":" + line;
    }

    /** The mistake that stands here. */
    InputException mistake(String what) {
        return new InputException(this + ": " + what);
    }
}
