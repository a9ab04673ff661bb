package io.endpointslice.simulator.report;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.simulator.SyncObserver;
import java.util.ArrayList;
import java.util.List;

/** Keeps how one run goes. */
public final class CourseRecorder implements SyncObserver {
    private static final String NOBODY = "";

    private final ImmutableList.Builder<Course.Sum> sums = ImmutableList.builder();
    private final ImmutableList.Builder<Course.Change> changes = ImmutableList.builder();
    private final List<String> rows = new ArrayList<>();
    private ImmutableMap<String, Integer> fill = ImmutableMap.of();
    private int written;

    @Override
    public void synced(int step, ImmutableList<SliceWrite> syncWrites, ImmutableList<Slice> slices) {
        written += step == 0 ? 0 : syncWrites.size();
        sums.add(new Course.Sum(step, written));
        ImmutableMap<String, Integer> before = fill;
        fill = slices.stream()
                .collect(toImmutableMap(Slice::name, slice -> slice.endpoints().size()));
        // first those that are gone: their rows are free for those that are new
        Sets.difference(before.keySet(), fill.keySet())
                .forEach(name -> changes.add(new Course.Change(step, leave(name), Course.FREE)));
        fill.forEach((name, endpoints) -> {
            if (!endpoints.equals(before.get(name))) {
                changes.add(new Course.Change(step, row(name), endpoints));
            }
        });
    }

    private int row(String name) {
        int known = rows.indexOf(name);
        if (known >= 0) {
            return known;
        }
        int free = rows.indexOf(NOBODY);
        if (free < 0) {
            rows.add(name);
            return rows.size() - 1;
        }
        rows.set(free, name);
        return free;
    }

    private int leave(String name) {
        int row = rows.indexOf(name);
        rows.set(row, NOBODY);
        return row;
    }

    /** The run so far. */
    public Course course() {
        return new Course(sums.build(), changes.build());
    }
}
