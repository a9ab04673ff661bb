package io.endpointslice.conformance;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.OwnerReference;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;

/**
 * One recorded case.
 *
 * @param maxEndpointsPerSlice the cap
 * @param pods every Pod of the cluster, selected or not
 * @param nodes by name
 * @param slices every slice of the cluster, those of other managers and Services too
 */
record ConformanceCase(
        String name,
        int maxEndpointsPerSlice,
        ServiceFacts service,
        ImmutableList<PodFacts> pods,
        ImmutableMap<String, NodeFacts> nodes,
        ImmutableList<Slice> slices,
        Expected expected) {

    /**
     * What the reference left.
     *
     * @param error the sync is to be tried again
     * @param mostWrites writes of slices, over all verbs, in the run that had the most of each
     * @param groups the slices that the reference manages for the Service
     * @param hints their hints in numbers; empty if there are none
     * @param vary what of the hints was not the same in every run of the reference
     * @param metadata the different metadata of all slices of the namespace
     */
    record Expected(
            boolean error,
            int mostWrites,
            ImmutableSortedMap<SliceGroup.Key, SliceGroup> groups,
            ImmutableSortedMap<AddressType, HintCounts> hints,
            Vary vary,
            ImmutableSet<Ownership> metadata) {}

    /** What of the hints varies in the reference from run to run. */
    enum Vary {
        NOTHING,
        /** Which endpoints are hinted for another zone than their own. */
        ENDPOINTS,
        /** The numbers too. */
        COUNTS
    }

    /** The metadata of a slice without what the API server makes up. */
    record Ownership(
            ImmutableMap<String, String> labels,
            ImmutableMap<String, String> annotations,
            ImmutableList<OwnerReference> owners) {
        static Ownership of(Metadata meta) {
            return new Ownership(meta.labels(), meta.annotations(), meta.owners());
        }
    }
}
