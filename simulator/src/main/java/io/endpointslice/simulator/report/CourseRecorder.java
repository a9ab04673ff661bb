package io.endpointslice.simulator.report;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.simulator.SyncObserver;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Keeps how one run goes. */
public final class CourseRecorder implements SyncObserver {
    private final ImmutableIntArray.Builder writes = ImmutableIntArray.builder();
    private final ImmutableList.Builder<Course.Change> changes = ImmutableList.builder();
    private final Map<String, Integer> rows = new HashMap<>();
    private final BitSet taken = new BitSet();
    private ImmutableMap<String, Integer> fill = ImmutableMap.of();
    private int written;

    @Override
    public void synced(int step, ImmutableList<SliceWrite> syncWrites, ImmutableList<Slice> slices) {
        written += step == 0 ? 0 : syncWrites.size();
        writes.add(written);
        ImmutableMap<String, Integer> before = fill;
        fill = slices.stream()
                .collect(toImmutableMap(Slice::name, slice -> slice.endpoints().size()));
        // first those that are gone: their rows are free for those that are new
        Sets.difference(before.keySet(), fill.keySet()).forEach(name -> {
            changes.add(new Course.Change(step, rows.get(name), Course.FREE));
            taken.clear(rows.get(name));
            rows.remove(name);
        });
        fill.forEach((name, endpoints) -> {
            if (!endpoints.equals(before.get(name))) {
                changes.add(new Course.Change(step, row(name), endpoints));
            }
        });
    }

    private int row(String name) {
        return rows.computeIfAbsent(name, any -> {
            int first = taken.nextClearBit(0);
            taken.set(first);
            return first;
        });
    }

    /** The run so far. */
    public Course course() {
        return new Course(writes.build(), changes.build());
    }
}
