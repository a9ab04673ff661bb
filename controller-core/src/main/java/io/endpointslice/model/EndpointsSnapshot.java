package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * All that one sync of a legacy Endpoints object may look at, at one moment.
 *
 * @param service absent if there is none of that name (L1)
 * @param pods the Pods that the Service selects, in any order
 * @param endpoints the Endpoints object of the Service's name, whoever wrote it
 */
public record EndpointsSnapshot(
        ServiceKey key,
        Optional<ServiceFacts> service,
        ImmutableList<PodFacts> pods,
        Optional<LegacyEndpoints> endpoints) {}
