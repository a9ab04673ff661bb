package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * All that one sync of a legacy Endpoints object may look at, at one moment.
 *
 * @param service absent if there is none of that name (L1)
 * @param serviceDeleted a Service of that name was there while the controller was running, and is gone: what it leaves behind
 *     is to be removed; without that, an Endpoints object without a Service may be somebody's who comes with the Service later
 * @param pods the Pods that the Service selects, in any order
 * @param endpoints the Endpoints object of the Service's name, whoever wrote it
 */
public record EndpointsSnapshot(
        ServiceKey key,
        Optional<ServiceFacts> service,
        boolean serviceDeleted,
        ImmutableList<PodFacts> pods,
        Optional<LegacyEndpoints> endpoints) {}
