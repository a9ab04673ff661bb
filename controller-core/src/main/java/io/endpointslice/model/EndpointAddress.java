package io.endpointslice.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One address of a subset of a legacy Endpoints object.
 *
 * @param ip as it stands; hand-written objects may hold what is no IP address (M2)
 * @param hostname empty if unset
 * @param nodeName a Pod without a node has the empty name, which is not the same as unset (Q11)
 * @param targetRef the object behind it
 */
public record EndpointAddress(String ip, String hostname, Optional<String> nodeName, Optional<TargetRef> targetRef) {
    /** The same address as an API server can hold it: one with an empty nodeName is refused, and the whole object with it. */
    public EndpointAddress asStored() {
        return nodeName.equals(Optional.of("")) ? new EndpointAddress(ip, hostname, Optional.empty(), targetRef) : this;
    }

    // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof EndpointAddress that
                        && ip.equals(that.ip)
                        && hostname.equals(that.hostname)
                        && nodeName.equals(that.nodeName)
                        && targetRef.equals(that.targetRef));
    }

    @Override
    public int hashCode() {
        return 31 * ip.hashCode() + targetRef.hashCode();
    }
}
