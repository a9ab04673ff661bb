package io.endpointslice.model;

import com.google.common.collect.ImmutableList;

/**
 * The hints of an endpoint (rules H): for the consumers of which zones and nodes it is meant.
 *
 * @param forZones names of zones
 * @param forNodes names of Nodes
 */
public record Hints(ImmutableList<String> forZones, ImmutableList<String> forNodes) {
    public static final Hints NONE = new Hints(ImmutableList.of(), ImmutableList.of());
}
