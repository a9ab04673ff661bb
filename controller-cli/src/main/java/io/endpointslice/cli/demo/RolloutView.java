package io.endpointslice.cli.demo;

import io.endpointslice.model.Slice;
import java.util.List;

/** Shows a rollout while it goes on. */
interface RolloutView {
    /**
     * Called after every step.
     *
     * @param totals writes since the rollout began
     * @param slices of the Service
     */
    void show(Progress progress, Totals totals, List<Slice> slices);
}
