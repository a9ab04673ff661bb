package io.endpointslice.legacy;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointSubset;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cuts subsets to what an Endpoints object may hold (L5): ready addresses before those that are not. An address that is
 * published already stays, so that nothing has to be written for one beyond the cut; places that are free go to the first
 * of the others. An address counts once in each subset (Q9).
 */
final class Capacity {
    /** The most addresses of an Endpoints object. */
    static final int MOST_ADDRESSES = 1000;

    private final ImmutableList<EndpointSubset> subsets;
    private final ImmutableMap<AddressKey, OfferedAddress> published;

    private Capacity(ImmutableList<EndpointSubset> subsets, ImmutableMap<AddressKey, OfferedAddress> published) {
        this.subsets = subsets;
        this.published = published;
    }

    /** Whether they have to be cut. */
    static boolean isExceeded(List<EndpointSubset> subsets) {
        return subsets.stream().mapToInt(EndpointSubset::size).sum() > MOST_ADDRESSES;
    }

    /**
     * What is left of subsets that exceed the capacity; those of which nothing is left are not there.
     *
     * @param subsets canonical
     * @param published what the object holds so far
     */
    static ImmutableList<EndpointSubset> cut(
            ImmutableList<EndpointSubset> subsets, ImmutableMap<AddressKey, OfferedAddress> published) {
        return new Capacity(subsets, published).cut();
    }

    private ImmutableList<EndpointSubset> cut() {
        int ready =
                subsets.stream().mapToInt(subset -> subset.addresses().size()).sum();
        ImmutableList<ImmutableList<EndpointAddress>> addresses =
                choose(EndpointSubset::addresses, Math.min(ready, MOST_ADDRESSES));
        ImmutableList<ImmutableList<EndpointAddress>> notReady =
                choose(EndpointSubset::notReadyAddresses, Math.max(0, MOST_ADDRESSES - ready));
        return IntStream.range(0, subsets.size())
                .mapToObj(i -> new EndpointSubset(
                        addresses.get(i), notReady.get(i), subsets.get(i).ports()))
                .filter(subset -> subset.size() > 0)
                .collect(toImmutableList());
    }

    /** For each subset the addresses that it gets of those in {@code part}. */
    private ImmutableList<ImmutableList<EndpointAddress>> choose(
            Function<EndpointSubset, ImmutableList<EndpointAddress>> part, int capacity) {
        ImmutableList<Candidates> candidates = subsets.stream()
                .map(subset -> Candidates.of(part.apply(subset), address -> isPublished(subset, address)))
                .collect(toImmutableList());
        int[] places = places(candidates, capacity);
        return IntStream.range(0, subsets.size())
                .mapToObj(i -> candidates.get(i).first(places[i]))
                .collect(toImmutableList());
    }

    /** How many addresses each subset gets. The order of the subsets matters only if places are to be given. */
    private int[] places(ImmutableList<Candidates> candidates, int capacity) {
        Places asTheyStand = places(candidates.stream(), capacity);
        if (asTheyStand.areSettled()) {
            return asTheyStand.kept().toArray();
        }
        ImmutableIntArray order = ReferenceOrder.positions(subsets);
        ImmutableIntArray given =
                places(order.stream().mapToObj(candidates::get), capacity).give();
        int[] places = new int[candidates.size()];
        for (int i = 0; i < places.length; i++) {
            places[order.get(i)] = given.get(i);
        }
        return places;
    }

    private static Places places(Stream<Candidates> candidates, int capacity) {
        ImmutableIntArray.Builder sizes = ImmutableIntArray.builder();
        ImmutableIntArray.Builder kept = ImmutableIntArray.builder();
        candidates.forEach(list -> {
            sizes.add(list.published().size() + list.others().size());
            kept.add(list.published().size());
        });
        return new Places(sizes.build(), kept.build(), capacity);
    }

    /** Whether it stands in the object with any of the subset's ports, ready or not. */
    private boolean isPublished(EndpointSubset subset, EndpointAddress address) {
        OfferedAddress known = published.get(AddressKey.of(address));
        return known != null
                && (subset.ports().isEmpty()
                        ? known.offer().ports().containsKey(Offer.NO_PORT)
                        : subset.ports().stream().anyMatch(known.offer().ports()::containsKey));
    }

    /**
     * Addresses that ask for a place.
     *
     * @param published those that have one
     * @param others those that have none
     */
    private record Candidates(ImmutableList<EndpointAddress> published, ImmutableList<EndpointAddress> others) {
        static Candidates of(ImmutableList<EndpointAddress> addresses, Predicate<EndpointAddress> isPublished) {
            return new Candidates(
                    addresses.stream().filter(isPublished).collect(toImmutableList()),
                    addresses.stream().filter(isPublished.negate()).collect(toImmutableList()));
        }

        /** So many, the published ones before the others, in the order of addresses. */
        ImmutableList<EndpointAddress> first(int places) {
            int staying = Math.min(places, published.size());
            return ImmutableList.sortedCopyOf(
                    AddressKey.ADDRESS_ORDER,
                    Iterables.concat(published.subList(0, staying), others.subList(0, places - staying)));
        }
    }
}
