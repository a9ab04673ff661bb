package io.endpointslice.legacy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.mapping.AddressTypes;
import io.endpointslice.mapping.EndpointPorts;
import io.endpointslice.mapping.IpAddresses;
import io.endpointslice.mapping.IpAddresses.IpAddress;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.TargetRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** From one Pod to its address in the Endpoints object of a Service (L2, Q8, Q10, Q11). Looks at no other Pod. */
final class PodAddresses {
    private final ServiceFacts service;
    private final ImmutableSet<AddressType> types;
    /** Most Pods offer the same, and so the same object. */
    private final Map<PortList, Offer> readyOffers = new HashMap<>();

    private final Map<PortList, Offer> notReadyOffers = new HashMap<>();

    /** The Service's first family; a headless one that names none takes each Pod's first address. */
    PodAddresses(ServiceFacts service) {
        this.service = service;
        this.types = service.ipFamilies().isEmpty()
                ? AddressTypes.of(service)
                : ImmutableSet.of(service.ipFamilies().get(0));
    }

    /** The Pod's address and what it offers; empty if it has no place in the object. */
    Optional<OfferedAddress> map(PodFacts pod) {
        if (!isCandidate(pod)) {
            return Optional.empty();
        }
        return offer(pod).flatMap(offer -> ip(pod).map(ip -> new OfferedAddress(address(pod, ip), offer)));
    }

    /** What keeps addresses of the Pod out that it should have. */
    ImmutableList<MappingNote> notes(PodFacts pod) {
        if (!isCandidate(pod)) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<MappingNote> notes = ImmutableList.builder();
        for (String ip : pod.ips()) {
            if (IpAddresses.parse(ip).isEmpty()) {
                notes.add(new MappingNote.UnparsableAddress(pod.key(), ip));
            }
        }
        return notes.build();
    }

    private boolean isCandidate(PodFacts pod) {
        return !pod.terminal() && (!pod.terminating() || service.publishNotReadyAddresses());
    }

    /** A Service without ports publishes addresses only if it is headless (Q10). */
    private Optional<Offer> offer(PodFacts pod) {
        PortList ports = EndpointPorts.of(service, pod);
        boolean published = service.ports().isEmpty()
                ? service.isExplicitlyHeadless()
                : !ports.ports().isEmpty();
        if (!published) {
            return Optional.empty();
        }
        boolean ready = service.publishNotReadyAddresses() || pod.ready();
        return Optional.of(
                (ready ? readyOffers : notReadyOffers).computeIfAbsent(ports, any -> Offer.of(ports, ready)));
    }

    private Optional<String> ip(PodFacts pod) {
        for (String ip : pod.ips()) {
            Optional<IpAddress> address = IpAddresses.parse(ip);
            if (address.isPresent() && types.contains(address.get().type())) {
                return Optional.of(address.get().text());
            }
        }
        return Optional.empty();
    }

    private EndpointAddress address(PodFacts pod, String ip) {
        return new EndpointAddress(
                ip,
                pod.subdomain().equals(service.key().name()) ? pod.hostname() : "",
                Optional.of(pod.nodeName()),
                Optional.of(TargetRef.pod(pod.key().namespace(), pod.key().name(), pod.uid())));
    }
}
