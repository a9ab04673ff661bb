package io.endpointslice.simulator;

import io.endpointslice.plan.SliceWrite;

/** Adds up what the syncs of a run write and leave. */
final class Tally {
    private final long begin;
    private int creates;
    private int updates;
    private int deletes;
    private long endpoints;
    private long bytes;
    private int leastWrites;
    private long since;
    private int slices;
    private long sliceMillis;

    /**
     * Nothing yet.
     *
     * @param begin the virtual time in milliseconds from which on the slices count that are there
     */
    Tally(long begin) {
        this.begin = begin;
    }

    /** One sync. */
    void add(SlicedService.Result result) {
        leastWrites += result.leastWrites();
        result.writes().forEach(this::add);
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

    /** From that time on there are so many slices. */
    void holdsFrom(long nowMillis, int slicesNow) {
        sliceMillis += slices * millis(since, nowMillis);
        since = nowMillis;
        slices = slicesNow;
    }

    private long millis(long from, long to) {
        return Math.max(0, to - Math.max(begin, from));
    }

    Totals totals() {
        return new Totals(creates, updates, deletes, endpoints, bytes);
    }

    /** The sum of the fewest writes that each sync can have needed. */
    int leastWrites() {
        return leastWrites;
    }

    /** Mean of the slices over time, until that end; those that are there now if there was no time. */
    double meanSlices(long endMillis) {
        long all = sliceMillis + slices * millis(since, endMillis);
        return endMillis <= begin ? slices : (double) all / (endMillis - begin);
    }
}
