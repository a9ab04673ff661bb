package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableMap;
import com.google.common.math.Quantiles;
import java.util.List;
import java.util.Map;

/** What was measured in one run, by name and in the order for people. The name ends with the unit. */
public final class Figures {
    private final ImmutableMap.Builder<String, Double> values = ImmutableMap.builder();

    public void add(String name, double value) {
        values.put(name, value);
    }

    /** Adds the percentiles 50, 90 and 99 of times in nanoseconds. */
    public void addMillis(String name, List<Long> nanos) {
        Map<Integer, Double> percentiles =
                Quantiles.percentiles().indexes(50, 90, 99).compute(nanos);
        percentiles.forEach((percentile, value) -> add(name + " p" + percentile + ", ms", value / 1e6));
    }

    /** Adds the memory at most since the start, and now, after a rest. */
    public void addMemory(ProcessStatus status) {
        addMemory("", status);
    }

    /** The same after one of several phases, which the names begin with. */
    public void addMemory(String phase, ProcessStatus status) {
        add(phase + "memory peak, MB", status.peakMegabytes());
        add(phase + "memory settled, MB", status.residentMegabytes());
    }

    public ImmutableMap<String, Double> byName() {
        return values.buildOrThrow();
    }
}
