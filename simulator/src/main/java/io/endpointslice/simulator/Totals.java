package io.endpointslice.simulator;

/**
 * What a run writes in all its syncs but the initial one.
 *
 * @param creates slices created
 * @param updates slices updated
 * @param deletes slices deleted
 * @param endpointsWritten endpoints in the slices that were created or updated, each time they were
 * @param bytesWritten payload bytes of these slices, see {@link Payload}
 */
public record Totals(int creates, int updates, int deletes, long endpointsWritten, long bytesWritten) {
    /** Writes of all kinds. */
    public int writes() {
        return creates + updates + deletes;
    }
}
