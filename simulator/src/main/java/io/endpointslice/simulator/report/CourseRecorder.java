package io.endpointslice.simulator.report;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.simulator.Sync;
import io.endpointslice.simulator.SyncObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps how one run goes. */
public final class CourseRecorder implements SyncObserver {
    private static final String NOBODY = "";

    private final ImmutableList.Builder<Course.Sum> sums = ImmutableList.builder();
    private final ImmutableList.Builder<Course.Change> changes = ImmutableList.builder();
    private final List<String> rows = new ArrayList<>();
    private final Map<ServiceKey, ImmutableMap<String, Integer>> fill = new HashMap<>();
    private final Report.TimeUnit unit;
    private int written;

    /** Nothing has gone yet. */
    public CourseRecorder(Report.TimeUnit unit) {
        this.unit = unit;
    }

    @Override
    public void synced(Sync sync) {
        long at = unit == Report.TimeUnit.STEPS ? sync.number() : sync.atMillis();
        written += sync.number() == 0 ? 0 : sync.writes().size();
        sums.add(new Course.Sum(at, written));
        ImmutableMap<String, Integer> now = sync.slices().stream()
                .collect(toImmutableMap(
                        slice -> sync.service() + "/" + slice.name(),
                        slice -> slice.endpoints().size()));
        ImmutableMap<String, Integer> before =
                Optional.ofNullable(fill.put(sync.service(), now)).orElse(ImmutableMap.of());
        // first those that are gone: their rows are free for those that are new
        Sets.difference(before.keySet(), now.keySet())
                .forEach(name -> changes.add(new Course.Change(at, leave(name), Course.FREE)));
        now.forEach((name, endpoints) -> {
            if (!endpoints.equals(before.get(name))) {
                changes.add(new Course.Change(at, row(name), endpoints));
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
