package io.endpointslice.model;

import com.google.common.collect.ImmutableSortedMap;

/**
 * What a Service's hints by topology depend on, apart from its own objects (H2, H4).
 *
 * @param zones the CPU of all Nodes; {@link ZoneCpu#NONE} will do for a Service that does not ask for them
 * @param before what the last sync made of each address type, as far as this process knows
 */
public record Topology(ZoneCpu zones, ImmutableSortedMap<AddressType, ZoneHints> before) {
    /** For a Service that does not ask for such hints and has had none. */
    public static final Topology NONE = new Topology(ZoneCpu.NONE, ImmutableSortedMap.of());

    /** For a Service that has not been synced before. */
    public static Topology of(Iterable<NodeFacts> nodes) {
        return new Topology(ZoneCpu.of(nodes), ImmutableSortedMap.of());
    }
}
