package io.endpointslice.legacy;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An address with what it offers: an Endpoints object, however it is cut into subsets, is a set of these. */
record OfferedAddress(EndpointAddress address, Offer offer) {
    /**
     * What subsets offer together, by address. One that stands there twice offers the ports of both places; one that is both
     * ready and not ready for a port is not ready (L3). Of its other fields, the first place counts.
     */
    static ImmutableMap<AddressKey, OfferedAddress> in(List<EndpointSubset> subsets) {
        Map<AddressKey, EndpointAddress> first = new LinkedHashMap<>();
        Map<AddressKey, Map<EndpointPort, Boolean>> offers = new HashMap<>();
        for (EndpointSubset subset : subsets) {
            List<EndpointPort> ports = subset.ports().isEmpty() ? List.of(Offer.NO_PORT) : subset.ports();
            addAll(subset.addresses(), ports, true, first, offers);
            addAll(subset.notReadyAddresses(), ports, false, first, offers);
        }
        ImmutableMap.Builder<AddressKey, OfferedAddress> result = ImmutableMap.builderWithExpectedSize(first.size());
        first.forEach((key, address) -> result.put(
                key, new OfferedAddress(address, new Offer(ImmutableMap.copyOf(offers.getOrDefault(key, Map.of()))))));
        return result.buildOrThrow();
    }

    private static void addAll(
            List<EndpointAddress> addresses,
            List<EndpointPort> ports,
            boolean ready,
            Map<AddressKey, EndpointAddress> first,
            Map<AddressKey, Map<EndpointPort, Boolean>> offers) {
        for (EndpointAddress address : addresses) {
            AddressKey key = AddressKey.of(address);
            first.putIfAbsent(key, address);
            Map<EndpointPort, Boolean> offer = offers.computeIfAbsent(key, any -> new HashMap<>());
            ports.forEach(port -> offer.merge(port, ready, Boolean::logicalAnd));
        }
    }
}
