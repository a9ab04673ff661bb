package io.endpointslice.cli.inspect;

import com.google.common.collect.ImmutableList;

/**
 * What is published in a cluster.
 *
 * @param services most waste first
 * @param maxEndpointsPerSlice what counts as a full slice
 * @param nodes how many Nodes receive each write; 0 if none is known
 */
public record Inspection(ImmutableList<InspectedService> services, int maxEndpointsPerSlice, int nodes) {
    /** Of all Services. The ideal is the sum of theirs: slices are not shared. */
    Figures total() {
        return services.stream().map(InspectedService::figures).reduce(Figures.NONE, Figures::plus);
    }

    /** Slices beyond the ideal: one Service's lack does not make up for another's. */
    int waste() {
        return services.stream().mapToInt(service -> service.figures().waste()).sum();
    }

    int orphans() {
        return services.stream().mapToInt(InspectedService::orphans).sum();
    }

    int overCapacity() {
        return services.stream().mapToInt(InspectedService::overCapacity).sum();
    }
}
