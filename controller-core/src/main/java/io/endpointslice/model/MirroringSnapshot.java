package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * All that one sync of a mirrored Endpoints object may look at, at one moment.
 *
 * @param service absent if there is none of that name (M1)
 * @param endpoints the Endpoints object of the Service's name; absent if there is none
 * @param slices the slices of this Service that the mirroring manages, in any order
 */
public record MirroringSnapshot(
        ServiceKey key,
        Optional<ServiceFacts> service,
        Optional<LegacyEndpoints> endpoints,
        ImmutableList<Slice> slices) {}
