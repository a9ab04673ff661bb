package io.endpointslice.mirroring;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.legacy.SubsetRepacking;
import io.endpointslice.mapping.DesiredEndpoints;
import io.endpointslice.mapping.IpAddresses;
import io.endpointslice.mapping.IpAddresses.IpAddress;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.Event;
import io.endpointslice.model.Hints;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.PortList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The endpoints that mirror an Endpoints object (M2, M3). Of each canonical subset the first addresses are taken, ready ones
 * first; one that is no IP takes no place.
 */
final class MirroredEndpoints {
    private static final Conditions READY = ready(true);
    private static final Conditions NOT_READY = ready(false);

    private final int maxPerSubset;
    private final Map<AddressType, SortedMap<PortList, ImmutableList<Endpoint>>> groups =
            new EnumMap<>(AddressType.class);
    private int skipped;
    private int invalid;

    private MirroredEndpoints(int maxPerSubset) {
        this.maxPerSubset = maxPerSubset;
    }

    /**
     * What an object is mirrored to.
     *
     * @param desired no group is empty, each has {@code maxPerSubset} endpoints at most
     * @param events what of it was skipped
     * @param skipped how many addresses that are, those that are no IP included
     */
    record Result(DesiredEndpoints desired, ImmutableList<Event> events, int skipped) {}

    static Result of(LegacyEndpoints endpoints, int maxPerSubset) {
        MirroredEndpoints mirrored = new MirroredEndpoints(maxPerSubset);
        SubsetRepacking.repack(endpoints.subsets()).forEach(mirrored::add);
        return new Result(mirrored.desired(), mirrored.events(endpoints), mirrored.skipped);
    }

    private void add(EndpointSubset subset) {
        Subset endpoints = new Subset();
        subset.addresses().forEach(address -> endpoints.add(address, READY));
        subset.notReadyAddresses().forEach(address -> endpoints.add(address, NOT_READY));
        PortList ports = new PortList(subset.ports());
        endpoints.byType.forEach((type, byIdentity) -> groups.computeIfAbsent(type, any -> new TreeMap<>())
                .put(ports, ImmutableList.copyOf(byIdentity.values())));
        skipped += subset.size() - endpoints.added;
        invalid += endpoints.invalid;
    }

    private DesiredEndpoints desired() {
        ImmutableSortedMap.Builder<AddressType, ImmutableSortedMap<PortList, ImmutableList<Endpoint>>> desired =
                ImmutableSortedMap.naturalOrder();
        groups.forEach((type, byPorts) -> desired.put(type, ImmutableSortedMap.copyOf(byPorts)));
        return new DesiredEndpoints(desired.build(), ImmutableList.of());
    }

    /** The texts are the reference's; an address that is no IP counts among those that were skipped, too. */
    private ImmutableList<Event> events(LegacyEndpoints endpoints) {
        Event.Regarding regarding = Event.Regarding.endpoints(endpoints.service(), Optional.of(endpoints));
        ImmutableList.Builder<Event> events = ImmutableList.builder();
        if (invalid > 0) {
            events.add(new Event(
                    Event.Severity.WARNING,
                    regarding,
                    "InvalidIPAddress",
                    "Skipped " + invalid + " invalid IP addresses when mirroring to EndpointSlices"));
        }
        if (skipped > invalid) {
            events.add(new Event(
                    Event.Severity.WARNING,
                    regarding,
                    "TooManyAddressesToMirror",
                    "A max of " + maxPerSubset + " addresses can be mirrored to EndpointSlices per Endpoints subset. "
                            + skipped + " addresses were skipped"));
        }
        return events.build();
    }

    private static Conditions ready(boolean ready) {
        return new Conditions(Optional.of(ready), Optional.empty(), Optional.empty());
    }

    /** The endpoints of one subset. */
    private final class Subset {
        private final Map<AddressType, SortedMap<EndpointIdentity, Endpoint>> byType = new EnumMap<>(AddressType.class);
        private int added;
        private int invalid;

        /** Two addresses may stand for one endpoint, such as {@code 010.0.0.1} and {@code 10.0.0.1}: the later one counts. */
        void add(EndpointAddress address, Conditions conditions) {
            if (added == maxPerSubset) {
                return;
            }
            Optional<IpAddress> ip = IpAddresses.parse(address.ip());
            if (ip.isEmpty()) {
                invalid++;
                return;
            }
            added++;
            Endpoint endpoint = Endpoint.of(
                    ImmutableList.of(ip.get().text()),
                    address.hostname(),
                    conditions,
                    address.targetRef(),
                    address.nodeName().orElse(""),
                    "",
                    Hints.NONE);
            byType.computeIfAbsent(ip.get().type(), any -> new TreeMap<>()).put(endpoint.identity(), endpoint);
        }
    }
}
