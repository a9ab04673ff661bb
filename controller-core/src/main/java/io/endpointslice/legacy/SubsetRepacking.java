package io.endpointslice.legacy;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.PortList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs addresses into canonical subsets (L3): ports that are offered by exactly the same addresses, each as ready for the one as
 * for the other, share a subset. Every port stands in one subset, sorted by port list; addresses are sorted by IP, then uid.
 */
public final class SubsetRepacking {
    private final ImmutableList<ImmutableList<EndpointAddress>> holders;
    /** For each port, the positions of its holders, twice, and one more where they are ready. */
    private final Map<EndpointPort, List<Integer>> offered = new HashMap<>();

    private SubsetRepacking(ImmutableListMultimap<Offer, EndpointAddress> byOffer) {
        ImmutableList.Builder<ImmutableList<EndpointAddress>> lists = ImmutableList.builder();
        int position = 0;
        for (Offer offer : byOffer.keySet()) {
            lists.add(byOffer.get(offer));
            for (Map.Entry<EndpointPort, Boolean> port : offer.ports().entrySet()) {
                offered.computeIfAbsent(port.getKey(), any -> new ArrayList<>(1))
                        .add(2 * position + (port.getValue() ? 1 : 0));
            }
            position++;
        }
        holders = lists.build();
    }

    /** The canonical form of subsets that may overlap and repeat themselves, such as people write by hand. */
    public static ImmutableList<EndpointSubset> repack(List<EndpointSubset> subsets) {
        return pack(OfferedAddress.in(subsets).values());
    }

    /** The canonical subsets of addresses, each of which is there once. */
    static ImmutableList<EndpointSubset> pack(Iterable<OfferedAddress> addresses) {
        ImmutableListMultimap.Builder<Offer, EndpointAddress> byOffer = ImmutableListMultimap.builder();
        addresses.forEach(address -> byOffer.put(address.offer(), address.address()));
        return new SubsetRepacking(byOffer.build()).pack();
    }

    private ImmutableList<EndpointSubset> pack() {
        ImmutableListMultimap.Builder<List<Integer>, EndpointPort> portsByHolders = ImmutableListMultimap.builder();
        offered.forEach((port, positions) -> portsByHolders.put(positions, port));
        return portsByHolders.build().asMap().entrySet().stream()
                .map(entry -> Map.entry(ports(entry.getValue()), entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> subset(entry.getKey(), entry.getValue()))
                .collect(toImmutableList());
    }

    private static PortList ports(Iterable<EndpointPort> offered) {
        ImmutableList.Builder<EndpointPort> ports = ImmutableList.builder();
        for (EndpointPort port : offered) {
            if (!port.equals(Offer.NO_PORT)) {
                ports.add(port);
            }
        }
        return new PortList(ports.build());
    }

    private EndpointSubset subset(PortList ports, List<Integer> positions) {
        return new EndpointSubset(addresses(positions, 1), addresses(positions, 0), ports.ports());
    }

    private ImmutableList<EndpointAddress> addresses(List<Integer> positions, int ready) {
        List<EndpointAddress> addresses = new ArrayList<>();
        for (int position : positions) {
            if (position % 2 == ready) {
                addresses.addAll(holders.get(position / 2));
            }
        }
        return ImmutableList.sortedCopyOf(AddressKey.ADDRESS_ORDER, addresses);
    }
}
