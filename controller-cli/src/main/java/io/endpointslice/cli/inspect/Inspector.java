package io.endpointslice.cli.inspect;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.cli.cluster.ClusterObjects;
import io.endpointslice.cli.cluster.EndpointsObject;
import io.endpointslice.cli.cluster.SliceObject;
import io.endpointslice.cli.inspect.InspectedService.Legacy;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Judges what is published, Service by Service. */
public final class Inspector {
    private static final String NO_SERVICE = "-";

    private final ImmutableMap<ServiceKey, ServiceFacts> services;
    private final ImmutableMap<ServiceKey, LegacyEndpoints> endpoints;
    private final ImmutableListMultimap<ServiceKey, SliceObject> slices;
    private final SliceFigures figures;

    private Inspector(ClusterObjects objects, int maxEndpointsPerSlice) {
        this.services = objects.services().stream()
                .map(service -> service.facts())
                .collect(toImmutableMap(ServiceFacts::key, Function.identity()));
        this.endpoints = objects.endpoints().stream()
                .map(EndpointsObject::endpoints)
                .collect(toImmutableMap(LegacyEndpoints::service, Function.identity()));
        this.slices = objects.slices().stream()
                .sorted(Comparator.comparing(slice -> slice.slice().name()))
                .collect(toImmutableListMultimap(Inspector::key, Function.identity()));
        this.figures = new SliceFigures(maxEndpointsPerSlice);
    }

    /**
     * What is published for the Services among the objects, and for those that are gone.
     *
     * @param maxEndpointsPerSlice what counts as a full slice
     */
    public static Inspection inspect(ClusterObjects objects, int maxEndpointsPerSlice) {
        return new Inspection(
                new Inspector(objects, maxEndpointsPerSlice).services(),
                maxEndpointsPerSlice,
                objects.nodes().size());
    }

    private ImmutableList<InspectedService> services() {
        TreeSet<ServiceKey> keys = new TreeSet<>(slices.keySet());
        services.values().stream()
                .filter(ServiceFacts::isSelecting)
                .map(ServiceFacts::key)
                .forEach(keys::add);
        endpoints.values().stream()
                .filter(object -> services.containsKey(object.service()) || isOrphan(object))
                .map(LegacyEndpoints::service)
                .forEach(keys::add);
        return keys.stream()
                .map(this::service)
                .sorted(InspectedService.BY_WASTE)
                .collect(toImmutableList());
    }

    private InspectedService service(ServiceKey key) {
        Optional<ServiceFacts> service = Optional.ofNullable(services.get(key));
        List<SliceObject> own = slices.get(key);
        return new InspectedService(
                key.toString(),
                figures.of(service, own),
                own.stream()
                        .collect(toImmutableSortedMap(
                                Comparator.naturalOrder(), SliceObject::managedBy, slice -> 1, Integer::sum)),
                Optional.ofNullable(endpoints.get(key)).map(object -> legacy(service, object)),
                findings(key, own));
    }

    private ImmutableList<Finding> findings(ServiceKey key, List<SliceObject> own) {
        Owners owners = new Owners(services, endpoints);
        return Stream.concat(
                        own.stream()
                                .flatMap(slice ->
                                        Stream.concat(owners.orphan(slice).stream(), figures.tooLarge(slice).stream())),
                        Optional.ofNullable(endpoints.get(key)).stream().flatMap(this::findings))
                .collect(toImmutableList());
    }

    private Stream<Finding> findings(LegacyEndpoints object) {
        String name = "Endpoints " + object.meta().name();
        Stream<Finding> orphan = isOrphan(object)
                ? Stream.of(new Finding.Orphan(name, "Service " + object.service() + " does not exist"))
                : Stream.empty();
        return Stream.concat(orphan, LegacyFigures.overCapacity(name, object).stream());
    }

    /** What a controller wrote for a Service that is gone (L1). */
    private boolean isOrphan(LegacyEndpoints object) {
        return !services.containsKey(object.service())
                && object.meta().labels().containsKey(KubernetesNames.ENDPOINTS_MANAGED_BY_LABEL)
                && !object.meta().annotations().containsKey(KubernetesNames.LEADER_ANNOTATION);
    }

    private static Legacy legacy(Optional<ServiceFacts> service, LegacyEndpoints object) {
        boolean managed = service.filter(ServiceFacts::isSelecting).isPresent()
                || object.meta().labels().containsKey(KubernetesNames.ENDPOINTS_MANAGED_BY_LABEL);
        return new Legacy(LegacyFigures.addresses(object), !managed);
    }

    private static ServiceKey key(SliceObject slice) {
        return slice.service()
                .orElseGet(() -> new ServiceKey(slice.slice().meta().namespace(), NO_SERVICE));
    }
}
