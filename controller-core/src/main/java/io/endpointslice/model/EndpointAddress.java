package io.endpointslice.model;

import java.util.Optional;

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
}
