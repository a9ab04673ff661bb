package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;

/** What one sync of a legacy Endpoints object writes: one write at most (rules L). */
public record EndpointsPlan(
        ServiceKey service,
        ImmutableList<EndpointsWrite> writes,
        ImmutableList<MappingNote> notes,
        ImmutableList<Event> events)
        implements Plan {
    /** A plan that writes nothing. */
    public static EndpointsPlan nothing(ServiceKey service) {
        return new EndpointsPlan(service, ImmutableList.of(), ImmutableList.of(), ImmutableList.of());
    }
}
