package io.endpointslice.model;

import java.util.Random;

/** Breaks the rule for pure packages, so that the test of that rule can show that it would be found. */
public final class RulesProbe {
    private RulesProbe() {}

    /** A number that a pure package must not come by. */
    public static int roll() {
        return new Random(1).nextInt();
    }
}
