package io.endpointslice.cli.cluster;

import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.MirroringSnapshot;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.model.Topology;
import java.util.Optional;
import java.util.function.Function;

/** The objects of a cluster by Service, as the controllers look at them. */
final class ClusterIndex {
    private final ClusterObjects objects;
    private final ImmutableMap<ServiceKey, ServiceFacts> services;
    private final ImmutableMap<ServiceKey, LegacyEndpoints> endpoints;
    private final ImmutableListMultimap<ServiceKey, Slice> ownSlices;
    private final ImmutableListMultimap<ServiceKey, Slice> mirrored;
    private final PodsByLabel pods;
    private final Topology topology;

    ClusterIndex(ClusterObjects objects) {
        this.objects = objects;
        this.services = objects.services().stream()
                .map(ServiceObject::facts)
                .collect(toImmutableMap(ServiceFacts::key, Function.identity()));
        this.endpoints = objects.endpoints().stream()
                .map(EndpointsObject::endpoints)
                .collect(toImmutableMap(LegacyEndpoints::service, Function.identity()));
        this.ownSlices = slicesOf(objects, KubernetesNames.SLICE_CONTROLLER);
        this.mirrored = slicesOf(objects, KubernetesNames.MIRRORING_CONTROLLER);
        this.pods = new PodsByLabel(objects.pods());
        this.topology = Topology.of(objects.nodes().values());
    }

    private static ImmutableListMultimap<ServiceKey, Slice> slicesOf(ClusterObjects objects, String manager) {
        return objects.slices().stream()
                .filter(slice -> slice.managedBy().equals(manager))
                .filter(slice -> slice.service().isPresent())
                .collect(toImmutableListMultimap(slice -> slice.service().orElseThrow(), SliceObject::slice));
    }

    /** Every Service that is there, and every one that something else belongs to. */
    ImmutableSortedSet<ServiceKey> keys() {
        return ImmutableSortedSet.<ServiceKey>naturalOrder()
                .addAll(services.keySet())
                .addAll(endpoints.keySet())
                .addAll(mirrored.keySet())
                .build();
    }

    /** Absent if there is no such Service. */
    Optional<ServiceFacts> service(ServiceKey key) {
        return Optional.ofNullable(services.get(key));
    }

    /** Absent if there is no such object. */
    Optional<LegacyEndpoints> endpoints(ServiceKey key) {
        return Optional.ofNullable(endpoints.get(key));
    }

    /** How many slices of the Service the controller of Services with a selector manages. */
    int ownSlices(ServiceKey key) {
        return ownSlices.get(key).size();
    }

    /** How many slices mirror an Endpoints object of that name. */
    int mirroredSlices(ServiceKey key) {
        return mirrored.get(key).size();
    }

    ServiceSnapshot snapshot(ServiceFacts service) {
        return new ServiceSnapshot(service, pods.of(service), objects.nodes(), ownSlices.get(service.key()), topology);
    }

    EndpointsSnapshot endpointsSnapshot(ServiceKey key) {
        Optional<ServiceFacts> service = service(key);
        return new EndpointsSnapshot(
                key, service, false, service.map(pods::of).orElse(ImmutableList.of()), endpoints(key));
    }

    MirroringSnapshot mirroringSnapshot(ServiceKey key) {
        return new MirroringSnapshot(key, service(key), endpoints(key), mirrored.get(key));
    }
}
