package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * All that one sync of a legacy Endpoints object may look at, at one moment: the whole Service, or what has changed since its
 * last sync.
 *
 * @param service absent if there is none of that name (L1)
 * @param serviceDeleted a Service of that name was there while the controller was running, and is gone: what it leaves behind
 *     is to be removed; without that, an Endpoints object without a Service may be somebody's who comes with the Service later
 * @param pods the Pods that the Service selects, in any order; if some is settled, only those that may have changed
 * @param endpoints the Endpoints object of the Service's name, whoever wrote it
 * @param settled what need not be looked at; empty if the whole Service has to be
 */
public record EndpointsSnapshot(
        ServiceKey key,
        Optional<ServiceFacts> service,
        boolean serviceDeleted,
        ImmutableList<PodFacts> pods,
        Optional<LegacyEndpoints> endpoints,
        Optional<SettledAddresses> settled) {
    /** A snapshot of a whole Service. */
    public EndpointsSnapshot(
            ServiceKey key,
            Optional<ServiceFacts> service,
            boolean serviceDeleted,
            ImmutableList<PodFacts> pods,
            Optional<LegacyEndpoints> endpoints) {
        this(key, service, serviceDeleted, pods, endpoints, Optional.empty());
    }
}
