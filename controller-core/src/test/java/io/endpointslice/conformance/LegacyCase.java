package io.endpointslice.conformance;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import java.util.Optional;

/**
 * What a recorded case says of the Endpoints object and its mirrored slices.
 *
 * @param maxEndpointsPerSubset how many addresses of a subset are mirrored
 * @param pods every Pod of the cluster, selected or not
 * @param endpoints the Endpoints object of the Service's name
 * @param slices every slice of the cluster, those of other managers and Services too
 */
record LegacyCase(
        String name,
        int maxEndpointsPerSubset,
        ServiceFacts service,
        ImmutableList<PodFacts> pods,
        Optional<LegacyEndpoints> endpoints,
        ImmutableList<Slice> slices,
        Expected expected) {

    /**
     * What the reference left.
     *
     * @param endpoints its subsets in the reference's order, the ports of each sorted
     * @param mostEndpointsWrites writes of the object, in the run that had the most
     * @param mirrored the slices that the reference's mirroring manages
     * @param mostMirroredWrites writes of those, over all verbs, in the run that had the most of each
     */
    record Expected(
            Optional<LegacyEndpoints> endpoints,
            int mostEndpointsWrites,
            ImmutableList<Slice> mirrored,
            int mostMirroredWrites) {}
}
