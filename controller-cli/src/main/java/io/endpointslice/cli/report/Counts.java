package io.endpointslice.cli.report;

/** Numbers of things in words. */
public final class Counts {
    private Counts() {}

    /** {@code 1 slice}, {@code 2 slices}. */
    public static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
