package io.endpointslice.model;

import com.google.common.collect.ImmutableSortedMap;

/** What a sync made of the topology annotation Auto for one address type: to be remembered until the next one (H4). */
public sealed interface ZoneHints {
    /**
     * Hints stand in the slices.
     *
     * @param endpoints for each zone of the allocation how many ready endpoints are hinted for it
     */
    record Given(ImmutableSortedMap<String, Integer> endpoints) implements ZoneHints {}

    /**
     * No endpoint has hints.
     *
     * @param endpoints how many are ready
     */
    record Withheld(Obstacle obstacle, int endpoints) implements ZoneHints {}

    /** Why there are no hints (H2, H3). */
    enum Obstacle {
        /** No Node counts, or one that does has no zone or no allocatable CPU. */
        NODES_INCOMPLETE,
        /** The Nodes that count are all in one zone. */
        ONE_ZONE,
        /** Fewer ready endpoints than zones. */
        TOO_FEW_ENDPOINTS,
        /** The zones' minimums together are more than there are ready endpoints. */
        MINIMUMS_TOO_HIGH,
        /** A ready endpoint has no zone. */
        ENDPOINT_WITHOUT_ZONE
    }
}
