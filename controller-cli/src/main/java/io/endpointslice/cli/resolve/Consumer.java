package io.endpointslice.cli.resolve;

/**
 * Where a consumer of a Service runs.
 *
 * @param zone empty if unknown
 * @param node name of its Node; empty if unknown
 */
public record Consumer(String zone, String node) {
    /** Somewhere: no hint is for it. */
    public static final Consumer ANYWHERE = new Consumer("", "");

    /** For people: {@code in zone-a}, {@code on node-1 in zone-a}. */
    @Override
    public String toString() {
        String in = zone.isEmpty() ? "" : "in " + zone;
        String on = node.isEmpty() ? "" : "on " + node;
        String both = on + (on.isEmpty() || in.isEmpty() ? "" : " ") + in;
        return both.isEmpty() ? "anywhere" : both;
    }
}
