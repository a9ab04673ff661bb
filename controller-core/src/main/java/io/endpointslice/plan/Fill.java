package io.endpointslice.plan;

/**
 * How the endpoints of one address type stand in slices once a plan is carried out.
 *
 * @param endpoints that are published
 * @param slices that hold them, a placeholder included
 * @param leastSlices the fewest that could: for each port list its endpoints by the maximum of a slice, rounded up; 1 for
 *     a placeholder
 */
public record Fill(int endpoints, int slices, int leastSlices) {
    /** No slice. */
    public static final Fill NONE = new Fill(0, 0, 0);

    /** Both together. */
    public Fill plus(Fill other) {
        return new Fill(endpoints + other.endpoints, slices + other.slices, leastSlices + other.leastSlices);
    }

    /** What this one has more than the other. */
    public Fill minus(Fill other) {
        return new Fill(endpoints - other.endpoints, slices - other.slices, leastSlices - other.leastSlices);
    }
}
