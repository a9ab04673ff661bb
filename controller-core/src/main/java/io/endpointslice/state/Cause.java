package io.endpointslice.state;

/** Why a Service is to be synced. The caller turns causes into delays. */
public enum Cause {
    /** The Service came, changed or went. */
    SERVICE,
    /** A Pod came or changed (R3); changes may be gathered. */
    POD,
    /** A Pod stopped being ready, or a ready one went (R3); changes may be gathered, for less long. */
    POD_LEAVES,
    /** A Node that Pods name came, or its zone changed (E7); or the zones' CPU is shared otherwise (H4). */
    NODE,
    /** An Endpoints object that is mirrored came, changed or went (M1); changes may be gathered. */
    ENDPOINTS,
    /** Somebody else made, edited or deleted an object that this controller writes for the Service (R2): 1 s later. */
    FOREIGN_EDIT,
    /** A sync met a stale view, and now it is fresh (R2). */
    VIEW_CAUGHT_UP,
    /** The controller begins, and finds what an earlier life or another controller may have left (L1, M1). */
    START
}
