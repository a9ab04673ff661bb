package io.endpointslice.simulator.report;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import java.util.Arrays;

/**
 * How a run went. Its slices stand in rows: a new slice takes the first free row and keeps it until it is deleted. Time is in the
 * unit of its subject.
 *
 * @param sums of the slice writes, in the order of time, the initial sync, with 0, first
 * @param changes of the rows, in the order of time
 */
public record Course(ImmutableList<Sum> sums, ImmutableList<Change> changes) {
    /** Stands for a row without a slice. */
    static final int FREE = -1;

    public Course {
        checkArgument(!sums.isEmpty(), "no initial sync");
    }

    /** The slice writes up to a sync and with it. */
    record Sum(long at, int writes) {}

    /**
     * What a row holds from a sync on.
     *
     * @param endpoints of the row's slice; -1 if it has none
     */
    record Change(long at, int row, int endpoints) {}

    /** The time of the last sync. */
    long end() {
        return sums.get(sums.size() - 1).at();
    }

    /** The same, as it was at each of these times. */
    Sample at(ImmutableLongArray times) {
        int rows = changes.stream().mapToInt(Change::row).max().orElse(-1) + 1;
        int[][] fill = new int[rows][times.length()];
        int[] now = new int[rows];
        Arrays.fill(now, FREE);
        int seen = 0;
        for (int column = 0; column < times.length(); column++) {
            for (; seen < changes.size() && changes.get(seen).at() <= times.get(column); seen++) {
                now[changes.get(seen).row()] = changes.get(seen).endpoints();
            }
            for (int row = 0; row < rows; row++) {
                fill[row][column] = now[row];
            }
        }
        return new Sample(
                writesAt(times),
                Arrays.stream(fill).map(ImmutableIntArray::copyOf).collect(toImmutableList()));
    }

    private ImmutableIntArray writesAt(ImmutableLongArray times) {
        ImmutableIntArray.Builder writes = ImmutableIntArray.builder(times.length());
        int last = 0;
        for (int column = 0; column < times.length(); column++) {
            while (last + 1 < sums.size() && sums.get(last + 1).at() <= times.get(column)) {
                last++;
            }
            writes.add(sums.get(last).writes());
        }
        return writes.build();
    }

    /**
     * A course at chosen times.
     *
     * @param writes up to each of them
     * @param rows for each row the endpoints of its slice at each of them; -1 if it has none
     */
    record Sample(ImmutableIntArray writes, ImmutableList<ImmutableIntArray> rows) {}
}
