package io.endpointslice.model;

/**
 * What is known of a Node.
 *
 * @param name never empty
 * @param zone the label {@code topology.kubernetes.io/zone}; empty if unset (E7)
 * @param ready the Ready condition is True (H2)
 * @param controlPlane carries a label that keeps it out of the zones' CPU: {@code node-role.kubernetes.io/control-plane} or
 *     {@code /master}, with any value (H2)
 * @param milliCpu {@code status.allocatable.cpu} in thousandths of a CPU, rounded up; 0 if unset (H2)
 */
public record NodeFacts(String name, String zone, boolean ready, boolean controlPlane, long milliCpu) {
    /** Whether its CPU counts for its zone (H2). */
    public boolean counts() {
        return ready && !controlPlane;
    }

    /** Whether it says what has to be known of a Node that counts (H2). */
    public boolean isComplete() {
        return !zone.isEmpty() && milliCpu > 0;
    }
}
