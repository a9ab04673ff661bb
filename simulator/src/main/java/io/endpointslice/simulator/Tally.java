package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import io.endpointslice.plan.SliceWrite;

/** Adds up what the syncs of a run write. */
final class Tally {
    private int creates;
    private int updates;
    private int deletes;
    private long endpoints;
    private long bytes;
    private int syncs;
    private long slices;

    /** One sync and its writes, which left that many slices. */
    void add(ImmutableList<SliceWrite> writes, int slicesAfter) {
        syncs++;
        slices += slicesAfter;
        writes.forEach(this::add);
    }

    private void add(SliceWrite write) {
        if (write instanceof SliceWrite.Delete) {
            deletes++;
            return;
        }
        if (write instanceof SliceWrite.Create) {
            creates++;
        } else {
            updates++;
        }
        endpoints += write.slice().endpoints().size();
        bytes += Payload.bytes(write.slice());
    }

    Totals totals() {
        return new Totals(creates, updates, deletes, endpoints, bytes);
    }

    /** Mean of the slices after each sync. */
    double meanSlices(int withoutSyncs) {
        return syncs == 0 ? withoutSyncs : (double) slices / syncs;
    }
}
