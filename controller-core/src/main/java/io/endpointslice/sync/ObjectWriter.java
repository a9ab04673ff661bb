package io.endpointslice.sync;

import io.endpointslice.plan.Write;
import java.util.function.BooleanSupplier;

/** Carries out single writes. The only way from a plan to the cluster. */
@FunctionalInterface
public interface ObjectWriter {
    /**
     * Makes one write, with its preconditions, and waits for the answer. Every failure is a value, none is thrown.
     *
     * @param mayWrite asked right before the request is sent, after any wait for its turn; if false, nothing is sent and
     *     the answer is {@link WriteResult.Withheld}
     */
    WriteResult write(Write write, BooleanSupplier mayWrite);
}
