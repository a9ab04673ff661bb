package io.endpointslice.state;

import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.Hinting;
import io.endpointslice.model.MirroringSnapshot;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Settled;
import io.endpointslice.model.SettledAddresses;
import io.endpointslice.model.Slice;
import io.endpointslice.model.Topology;
import java.util.Optional;

/** What a sync gets to see of the state: the whole Service, or what has changed since its last sync. All by reference. */
record Views(PodMembership pods, NodeIndex nodes, Books books, PodHolders holders, TopologyBook topology) {
    /** The Service with all its Pods, their Nodes and its slices. */
    ServiceSnapshot whole(ServiceFacts service) {
        ImmutableList<PodFacts> selected = pods.podsOf(service.key());
        return new ServiceSnapshot(
                service, selected, nodes.of(selected), books.slices().look(service.key()), topology.look(service));
    }

    /** What a sync of the Service's slices has to look at after these changes. */
    SliceView look(ServiceFacts service, PodChanges changes) {
        ImmutableList<Slice> slices = books.slices().look(service.key());
        Topology shares = topology.look(service);
        boolean whole = changes.everything()
                || service.hinting() == Hinting.TOPOLOGY_AUTO
                || !shares.before().isEmpty()
                || service.deleting()
                || slices.stream().anyMatch(slice -> slice.meta().deleting() || !slice.isOwnedBy(service));
        return new SliceView(whole ? whole(service) : changed(service, slices, shares, changes), changes);
    }

    private ServiceSnapshot changed(
            ServiceFacts service, ImmutableList<Slice> slices, Topology shares, PodChanges changes) {
        ImmutableSet<String> names = changes.pods().keySet();
        ImmutableListMultimap<Boolean, Slice> byNeed = slices.stream()
                .collect(toImmutableListMultimap(
                        slice -> slice.endpoints().isEmpty() || holders.mayPublish(slice, names), slice -> slice));
        ImmutableList<PodFacts> changed = pods.podsOf(service.key(), names);
        return new ServiceSnapshot(
                service,
                changed,
                nodes.of(changed),
                byNeed.get(true),
                shares,
                Optional.of(new Settled(names, byNeed.get(false))));
    }

    /** The Service with all its Pods and its Endpoints object, whichever of them is there. */
    EndpointsSnapshot wholeEndpoints(ServiceKey key, Optional<ServiceFacts> service) {
        return new EndpointsSnapshot(
                key,
                service,
                books.endpoints().isLeftBehind(key),
                pods.podsOf(key),
                books.endpoints().look(key, service.isPresent()));
    }

    /** What a sync of the Endpoints object has to look at after these changes. */
    EndpointsView lookAtEndpoints(ServiceKey key, Optional<ServiceFacts> service, PodChanges changes) {
        ImmutableSet<String> names = changes.pods().keySet();
        Optional<SettledAddresses> settled = changes.everything()
                ? Optional.empty()
                : books.endpoints().offered(key).map(offered -> new SettledAddresses(names, offered));
        EndpointsSnapshot snapshot = settled.isEmpty()
                ? wholeEndpoints(key, service)
                : new EndpointsSnapshot(
                        key,
                        service,
                        false,
                        pods.podsOf(key, names),
                        books.endpoints().look(key, true),
                        settled);
        return new EndpointsView(snapshot, changes);
    }

    /** The Service with its Endpoints object and the slices that mirror it, whichever of them is there. */
    MirroringSnapshot mirroring(ServiceKey key, Optional<ServiceFacts> service) {
        ImmutableList<Slice> slices = service.isPresent()
                ? books.mirrored().look(key)
                : books.mirrored().of(key);
        return new MirroringSnapshot(key, service, books.endpoints().get(key), slices);
    }
}
