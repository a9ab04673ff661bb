package io.endpointslice.simulator.report;

import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import java.util.List;
import java.util.OptionalDouble;

/** Runs to those of the reference with the same trace and limit, where that ran and wrote anything. */
final class Comparison {
    private final List<Run> runs;

    Comparison(List<Run> runs) {
        this.runs = runs;
    }

    /** The run's writes to those of the reference. */
    OptionalDouble writes(Run run) {
        return toReference(run, run.totals().writes());
    }

    /** The fewest writes of any packing to those of the reference. */
    OptionalDouble bound(Run run) {
        return toReference(run, run.lowerBound());
    }

    private OptionalDouble toReference(Run run, int writes) {
        return runs.stream()
                .filter(other -> other.policy().equals(SimulatedPolicy.REFERENCE.toString())
                        && other.trace().equals(run.trace())
                        && other.maxEndpointsPerSlice() == run.maxEndpointsPerSlice())
                .mapToInt(reference -> reference.totals().writes())
                .filter(all -> all > 0)
                .mapToDouble(all -> (double) writes / all)
                .findFirst();
    }
}
