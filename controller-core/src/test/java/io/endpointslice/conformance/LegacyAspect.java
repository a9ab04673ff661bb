package io.endpointslice.conformance;

/** In what an Endpoints object, or the slices that mirror it, can differ from the reference's. */
enum LegacyAspect {
    /** Ports and addresses, or groups and endpoints. */
    SUBSETS,
    /** The order of subsets. */
    ORDER,
    /** Labels and annotations, and of slices the owners. */
    METADATA,
    /** The number of writes. */
    WRITES
}
