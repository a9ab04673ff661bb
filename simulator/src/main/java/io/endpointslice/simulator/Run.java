package io.endpointslice.simulator;

/**
 * The figures of one policy on one trace.
 *
 * @param trace the trace's name
 * @param policy the policy's name
 * @param maxEndpointsPerSlice the most endpoints of a slice in this run
 * @param lowerBound the sum over the steps of the fewest writes that any packing can need
 * @param finalSlices slices after the last step
 * @param idealSlices the fewest that can hold what is there then, at least 1
 * @param meanSlices mean over the steps of the slices after the step; of a trace without steps, those after the initial sync
 */
public record Run(
        String trace,
        String policy,
        int maxEndpointsPerSlice,
        Totals totals,
        int lowerBound,
        int finalSlices,
        int idealSlices,
        double meanSlices) {}
