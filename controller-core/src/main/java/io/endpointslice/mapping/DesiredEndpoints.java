package io.endpointslice.mapping;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.PortList;

/**
 * The endpoints that a Service should have.
 *
 * @param groups for each of the Service's address types (E4) the endpoints by port list (E6), without those of settled slices;
 *     a type without endpoints has no group; a group is empty only if all it has is settled; its endpoints are sorted by their
 *     identity
 * @param notes what had to be left out
 */
public record DesiredEndpoints(
        ImmutableSortedMap<AddressType, ImmutableSortedMap<PortList, ImmutableList<Endpoint>>> groups,
        ImmutableList<MappingNote> notes) {}
