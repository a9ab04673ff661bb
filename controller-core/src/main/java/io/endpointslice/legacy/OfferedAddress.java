package io.endpointslice.legacy;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.PortList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An address with what it offers: an Endpoints object, however it is cut into subsets, is a set of these. */
record OfferedAddress(EndpointAddress address, Offer offer) {
    /**
     * What subsets offer together, by address. One that stands there twice offers the ports of both places; one that is both
     * ready and not ready for a port is not ready (L3). Of its other fields, the first place counts.
     */
    static ImmutableMap<AddressKey, OfferedAddress> in(List<EndpointSubset> subsets) {
        Map<AddressKey, OfferedAddress> result = new LinkedHashMap<>();
        for (EndpointSubset subset : subsets) {
            PortList ports = new PortList(subset.ports());
            addAll(subset.addresses(), Offer.of(ports, true), result);
            addAll(subset.notReadyAddresses(), Offer.of(ports, false), result);
        }
        return ImmutableMap.copyOf(result);
    }

    private static void addAll(List<EndpointAddress> addresses, Offer offer, Map<AddressKey, OfferedAddress> result) {
        for (EndpointAddress address : addresses) {
            result.merge(AddressKey.of(address), new OfferedAddress(address, offer), OfferedAddress::with);
        }
    }

    /** The same with what it offers in another place. */
    private OfferedAddress with(OfferedAddress other) {
        return new OfferedAddress(address, offer.with(other.offer));
    }

    // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof OfferedAddress that && address.equals(that.address) && offer.equals(that.offer));
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }
}
