package io.endpointslice.mapping;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.PortList;

/**
 * The endpoints that a Service should have.
 *
 * @param groups without what is settled: for each of the Service's address types (E4) the endpoints by port list (E6); a type without endpoints has
 *     no group; the endpoints of a group are sorted by their identity; a group is empty only if all it has is settled
 * @param notes what had to be left out
 */
public record DesiredEndpoints(
        ImmutableSortedMap<AddressType, ImmutableSortedMap<PortList, ImmutableList<Endpoint>>> groups,
        ImmutableList<MappingNote> notes) {}
