package io.endpointslice.cli.compact;

import io.endpointslice.model.ServiceKey;

/**
 * What has become of one Service.
 *
 * @param slicesSaved how many slices fewer it has
 * @param writes that were made
 * @param leftAlone why it was not compacted to the end; empty if it was
 */
public record Outcome(ServiceKey service, int slicesSaved, int writes, String leftAlone) {
    /** Whether all that was to be merged is merged. */
    public boolean isDone() {
        return leftAlone.isEmpty();
    }
}
