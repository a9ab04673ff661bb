package io.endpointslice.simulator.report;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/**
 * How a run went, sync by sync. Its slices stand in rows: a new slice takes the first free row and keeps it until it is deleted.
 *
 * @param writes slice writes up to each sync, the initial sync, with 0, first
 * @param changes of the rows, in the order of the syncs
 */
public record Course(ImmutableIntArray writes, ImmutableList<Change> changes) {
    /** Stands for a row without a slice. */
    static final int FREE = -1;

    public Course {
        checkArgument(!writes.isEmpty(), "no initial sync");
    }

    /**
     * What a row holds from a sync on.
     *
     * @param sync 0 for the initial one
     * @param endpoints of the row's slice; -1 if it has none
     */
    record Change(int sync, int row, int endpoints) {}

    /** The number of the last sync, that of the trace's last step. */
    int lastSync() {
        return writes.length() - 1;
    }

    /** The same, as it was after each of these syncs. */
    Sample at(ImmutableIntArray syncs) {
        int rows = changes.stream().mapToInt(Change::row).max().orElse(-1) + 1;
        int[][] fill = new int[rows][syncs.length()];
        int[] now = new int[rows];
        Arrays.fill(now, FREE);
        ImmutableIntArray.Builder sums = ImmutableIntArray.builder(syncs.length());
        int seen = 0;
        for (int column = 0; column < syncs.length(); column++) {
            for (; seen < changes.size() && changes.get(seen).sync() <= syncs.get(column); seen++) {
                now[changes.get(seen).row()] = changes.get(seen).endpoints();
            }
            for (int row = 0; row < rows; row++) {
                fill[row][column] = now[row];
            }
            sums.add(writes.get(syncs.get(column)));
        }
        return new Sample(
                sums.build(),
                Arrays.stream(fill).map(ImmutableIntArray::copyOf).collect(ImmutableList.toImmutableList()));
    }

    /**
     * A course at chosen syncs.
     *
     * @param writes up to each of them
     * @param rows for each row the endpoints of its slice after each of them; -1 if it has none
     */
    record Sample(ImmutableIntArray writes, ImmutableList<ImmutableIntArray> rows) {}
}
