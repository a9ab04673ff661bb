package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;

/**
 * What one sync of a legacy Endpoints object writes: one write at most (rules L).
 *
 * @param truncated whether the object holds not all of the Service's addresses (L5)
 */
public record EndpointsPlan(
        ServiceKey service,
        ImmutableList<EndpointsWrite> writes,
        ImmutableList<MappingNote> notes,
        ImmutableList<Event> events,
        boolean truncated)
        implements Plan {
    /** A plan for an object that holds all addresses. */
    public EndpointsPlan(
            ServiceKey service,
            ImmutableList<EndpointsWrite> writes,
            ImmutableList<MappingNote> notes,
            ImmutableList<Event> events) {
        this(service, writes, notes, events, false);
    }

    /** A plan that writes nothing. */
    public static EndpointsPlan nothing(ServiceKey service) {
        return new EndpointsPlan(service, ImmutableList.of(), ImmutableList.of(), ImmutableList.of());
    }
}
