package io.endpointslice.plan;

/**
 * A plan that would break an invariant (P1, P3) if it were carried out: a bug in this program. Nothing of it is written. The
 * message says which invariant and holds what is needed to see how it came about.
 */
public final class PlanViolationException extends RuntimeException {
    public PlanViolationException(String message) {
        super(message);
    }
}
