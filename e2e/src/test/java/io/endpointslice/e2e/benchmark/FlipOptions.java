package io.endpointslice.e2e.benchmark;

import picocli.CommandLine.Option;

/** How many changes the scenarios of single flips make. */
final class FlipOptions {
    @Option(
            names = "--cold-flips",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many are measured first after the start (default: ${DEFAULT-VALUE}).")
    private int cold;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "3000",
            description =
                    "How many follow unmeasured; at most 100 for the reference, which has no JIT (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--warm-flips",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many are measured last (default: ${DEFAULT-VALUE}).")
    private int warm;

    Flips.Settings settings() {
        checkEven("--cold-flips", cold, 2);
        checkEven("--warm-up", warmUp, 0);
        checkEven("--warm-flips", warm, 2);
        return new Flips.Settings(cold, warmUp, warm);
    }

    /** A Pod that is not ready has to get ready again. */
    private void checkEven(String option, int value, int least) {
        if (value < least || value % 2 != 0) {
            throw new IllegalArgumentException(option + " is " + value + ": it has to be an even number from " + least);
        }
    }
}
