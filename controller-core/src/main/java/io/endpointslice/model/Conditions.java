package io.endpointslice.model;

import java.util.Optional;

/**
 * The conditions of an endpoint (E3). This controller always sets all three; slices that others wrote may lack some.
 *
 * @param ready takes traffic from consumers that look at one condition only
 * @param serving the Pod's Ready condition
 * @param terminating the Pod is being deleted
 */
public record Conditions(Optional<Boolean> ready, Optional<Boolean> serving, Optional<Boolean> terminating) {
    private static final Conditions[] ALL = new Conditions[8];

    static {
        for (int bits = 0; bits < ALL.length; bits++) {
            ALL[bits] = new Conditions(
                    Optional.of((bits & 4) != 0), Optional.of((bits & 2) != 0), Optional.of((bits & 1) != 0));
        }
    }

    /** The conditions with all three set; equal ones are the same object. */
    public static Conditions of(boolean ready, boolean serving, boolean terminating) {
        return ALL[(ready ? 4 : 0) | (serving ? 2 : 0) | (terminating ? 1 : 0)];
    }

    /** Ready as consumers read it: unset counts as true. */
    public boolean isReady() {
        return ready.orElse(true);
    }

    /** Serving as kube-proxy reads it: unset counts as true. */
    public boolean isServing() {
        return serving.orElse(true);
    }

    /** Terminating as consumers read it: unset counts as false. */
    public boolean isTerminating() {
        return terminating.orElse(false);
    }
}
