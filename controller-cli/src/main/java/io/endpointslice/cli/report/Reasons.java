package io.endpointslice.cli.report;

import io.endpointslice.plan.Reason;
import io.endpointslice.plan.Write;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why an object is written, in words. */
public final class Reasons {
    private Reasons() {}

    /** Each reason with its rule, such as {@code endpoints gone (E2)}. */
    static Stream<String> of(Write write) {
        return write.reasons().stream().map(Reasons::describe);
    }

    /** All reasons on one line. */
    public static String line(Write write) {
        return of(write).collect(Collectors.joining(", "));
    }

    private static String describe(Reason reason) {
        return reason.text() + " (" + reason.rule() + ")";
    }
}
