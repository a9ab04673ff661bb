package io.endpointslice.simulator;

/**
 * The figures of one policy on one timeline, summed over its Services.
 *
 * @param trace the timeline's name
 * @param policy the policy's name
 * @param maxEndpointsPerSlice the most endpoints of a slice in this run
 * @param lowerBound the sum over the syncs of the fewest writes that any packing can need; the initial ones do not count
 * @param finalSlices slices in the end
 * @param idealSlices the fewest that can hold what is there then, at least 1 for each Service
 * @param meanSlices mean over time of the slices, in a trace over the steps; those after the initial sync if nothing follows it
 * @param endpoints the legacy Endpoints beside them
 * @param delays how long changes of Pods waited for the sync of their slices
 */
public record Run(
        String trace,
        String policy,
        int maxEndpointsPerSlice,
        Totals totals,
        int lowerBound,
        int finalSlices,
        int idealSlices,
        double meanSlices,
        EndpointsTotals endpoints,
        Delays delays) {}
