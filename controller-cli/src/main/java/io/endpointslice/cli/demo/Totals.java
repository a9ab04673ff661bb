package io.endpointslice.cli.demo;

/**
 * Writes of slices.
 *
 * @param least the least number of writes with which the same syncs could have ended right (P2)
 * @param refused writes that the API server did not accept; not among the others
 * @param bytes of the slices that were written or deleted, as JSON
 */
record Totals(long creates, long updates, long deletes, long least, long refused, long bytes) {
    static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

    /** All that were accepted. */
    long writes() {
        return creates + updates + deletes;
    }

    Totals plus(Totals other) {
        return new Totals(
                creates + other.creates,
                updates + other.updates,
                deletes + other.deletes,
                least + other.least,
                refused + other.refused,
                bytes + other.bytes);
    }

    Totals minus(Totals other) {
        return new Totals(
                creates - other.creates,
                updates - other.updates,
                deletes - other.deletes,
                least - other.least,
                refused - other.refused,
                bytes - other.bytes);
    }
}
