package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;
import java.util.OptionalInt;

/**
 * What one sync of a legacy Endpoints object writes: one write at most (rules L).
 *
 * @param truncated whether the object holds not all of the Service's addresses (L5)
 * @param offered how many addresses the Pods offer, at least, if all of them offer the same ports and the object will have them in the
 *     order in which they are written; else empty. To be remembered for the next sync once the write is made
 */
public record EndpointsPlan(
        ServiceKey service,
        ImmutableList<EndpointsWrite> writes,
        ImmutableList<MappingNote> notes,
        ImmutableList<Event> events,
        boolean truncated,
        OptionalInt offered)
        implements Plan {
    /** A plan that writes nothing. */
    public static EndpointsPlan nothing(ServiceKey service) {
        return of(service, ImmutableList.of());
    }

    /** A plan of these writes for an object of whose addresses nothing is to be remembered. */
    public static EndpointsPlan of(ServiceKey service, ImmutableList<EndpointsWrite> writes) {
        return new EndpointsPlan(service, writes, ImmutableList.of(), ImmutableList.of(), false, OptionalInt.empty());
    }
}
