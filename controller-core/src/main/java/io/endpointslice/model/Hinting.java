package io.endpointslice.model;

/** Which hints a Service asks for (rules H). */
public enum Hinting {
    /** None: hints that stand in slices are removed (H5). */
    NONE,
    /** {@code spec.trafficDistribution} PreferClose or PreferSameZone: each ready endpoint is for its own zone (H1). */
    SAME_ZONE,
    /** {@code spec.trafficDistribution} PreferSameNode: for its own zone, and within it for its own node (H1). */
    SAME_NODE,
    /** The topology annotation {@code Auto}: endpoints are shared out to zones by the zones' CPU (H2, H3). */
    TOPOLOGY_AUTO
}
