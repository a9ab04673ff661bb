package io.endpointslice.cli.report;

import com.google.common.collect.ImmutableList;
import java.util.Locale;

/** Numbers of things in words. */
public final class Counts {
    private static final long KILO = 1_000;

    private Counts() {}

    /** {@code 1 slice}, {@code 2 slices}. */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /** {@code 1 address}, {@code 2 addresses}. */
    public static String of(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    /** {@code 812 B}, {@code 7.2 MB}; a kilobyte is 1,000 bytes. */
    public static String bytes(long bytes) {
        double value = bytes;
        String unit = "B";
        for (String larger : ImmutableList.of("kB", "MB", "GB", "TB")) {
            if (value >= KILO) {
                value /= KILO;
                unit = larger;
            }
        }
        return unit.equals("B") ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, unit);
    }
}
