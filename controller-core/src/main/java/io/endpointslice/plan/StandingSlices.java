package io.endpointslice.plan;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Settled;
import io.endpointslice.model.Slice;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The slices that stand, without those that are being deleted, sorted by name.
 *
 * @param owned those that belong to the Service
 * @param foreign those that belong to an older Service of its name (E12)
 * @param settled the names of those that are right as they are and need not be looked at
 */
record StandingSlices(ImmutableList<Slice> owned, ImmutableList<Slice> foreign, ImmutableSet<String> settled) {
    static StandingSlices of(ServiceSnapshot snapshot) {
        ImmutableListMultimap<Boolean, Slice> byOwner = snapshot.allSlices().stream()
                .filter(slice -> !slice.meta().deleting())
                .sorted(Comparator.comparing(Slice::name))
                .collect(toImmutableListMultimap(slice -> slice.isOwnedBy(snapshot.service()), slice -> slice));
        ImmutableSet<String> settled = snapshot.settled().map(Settled::slices).orElse(ImmutableList.of()).stream()
                .map(Slice::name)
                .collect(toImmutableSet());
        return new StandingSlices(byOwner.get(true), byOwner.get(false), settled);
    }

    /** Those of one address type. */
    StandingSlices of(AddressType type) {
        return new StandingSlices(of(type, owned), of(type, foreign), settled);
    }

    private static ImmutableList<Slice> of(AddressType type, ImmutableList<Slice> slices) {
        return slices.stream().filter(slice -> slice.addressType() == type).collect(toImmutableList());
    }

    /** Those of address types that are not among these, the Service's own first. */
    ImmutableList<Slice> ofOtherThan(ImmutableSet<AddressType> types) {
        return Stream.concat(owned.stream(), foreign.stream())
                .filter(slice -> !types.contains(slice.addressType()))
                .collect(toImmutableList());
    }

    /** How many endpoints the settled ones of that port list hold together. */
    int settledEndpoints(PortList ports) {
        int endpoints = 0;
        for (Slice slice : owned) {
            if (settled.contains(slice.name()) && slice.ports().equals(ports)) {
                endpoints += slice.endpoints().size();
            }
        }
        return endpoints;
    }

    /** The Service's own by their port list. */
    ImmutableListMultimap<PortList, Slice> byPorts() {
        return owned.stream().collect(toImmutableListMultimap(Slice::ports, slice -> slice));
    }
}
