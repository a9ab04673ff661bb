package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * The hints of an endpoint (rules H): for the consumers of which zones and nodes it is meant.
 *
 * @param forZones names of zones
 * @param forNodes names of Nodes
 */
public record Hints(ImmutableList<String> forZones, ImmutableList<String> forNodes) {
    public static final Hints NONE = new Hints(ImmutableList.of(), ImmutableList.of());

    // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Hints that && forZones.equals(that.forZones) && forNodes.equals(that.forNodes);
    }

    @Override
    public int hashCode() {
        return 31 * forZones.hashCode() + forNodes.hashCode();
    }
}
