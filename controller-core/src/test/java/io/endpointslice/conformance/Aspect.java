package io.endpointslice.conformance;

/** In what a result can differ from the reference's. */
enum Aspect {
    /** The address types and port lists that there are slices of, the endpoints in each, and the labels. */
    GROUPS,
    /** How many endpoints are hinted for which zone. */
    HINTS,
    /** The labels, annotations and owners that slices of the namespace have. */
    METADATA,
    /** Whether the sync is to be tried again. */
    ERROR,
    /** More writes than the reference needed. */
    WRITES
}
