package io.endpointslice.cli.resolve;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.endpointslice.cli.cluster.ClusterObjects;
import io.endpointslice.cli.cluster.EndpointsObject;
import io.endpointslice.cli.cluster.ServiceObject;
import io.endpointslice.cli.cluster.ServiceObject.FrontPort;
import io.endpointslice.cli.cluster.SliceObject;
import io.endpointslice.cli.resolve.Resolution.Loss;
import io.endpointslice.cli.resolve.Resolution.OfPort;
import io.endpointslice.cli.resolve.Resolution.Source;
import io.endpointslice.config.ConfigException;
import io.endpointslice.mapping.AddressTypes;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.ServiceKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the backends of a Service in what is published for it. */
public final class Resolver {
    private final ServiceObject service;
    private final ImmutableList<SliceObject> slices;
    private final Consumer consumer;

    private Resolver(ServiceObject service, ClusterObjects objects, Consumer consumer) {
        this.service = service;
        this.slices = slicesOf(service, objects);
        this.consumer = consumer;
        if (!service.externalName().isEmpty()) {
            throw new ConfigException("Service " + service.facts().key() + " has no endpoints: it is of type "
                    + "ExternalName and stands for the DNS name " + service.externalName());
        }
    }

    /**
     * What the consumer sees in the slices.
     *
     * @throws ConfigException if the Service does not have the target's port, or is of type ExternalName
     */
    public static Resolution fromSlices(
            ServiceObject service, Target target, ClusterObjects objects, Consumer consumer) {
        return new Resolver(service, objects, consumer).slices(target);
    }

    /**
     * What a consumer of the legacy Endpoints object sees, which knows no zones, beside what the slices have.
     *
     * @throws ConfigException as above, or if there is no such object
     */
    public static Resolution fromEndpoints(ServiceObject service, Target target, ClusterObjects objects) {
        return new Resolver(service, objects, Consumer.ANYWHERE).endpoints(target, endpointsOf(service, objects));
    }

    /** The legacy Endpoints object of a Service. */
    static EndpointsObject endpointsOf(ServiceObject service, ClusterObjects objects) {
        ServiceKey key = service.facts().key();
        return objects.endpoints().stream()
                .filter(object -> object.endpoints().service().equals(key))
                .findFirst()
                .orElseThrow(() -> new ConfigException("Endpoints " + key + " does not exist"));
    }

    /** The slices of a Service, whoever manages them, in order of their names. */
    static ImmutableList<SliceObject> slicesOf(ServiceObject service, ClusterObjects objects) {
        return objects.slices().stream()
                .filter(slice ->
                        slice.service().equals(Optional.of(service.facts().key())))
                .sorted(Comparator.comparing(slice -> slice.slice().name()))
                .collect(toImmutableList());
    }

    private Resolution slices(Target target) {
        ImmutableList.Builder<OfPort> ports = ImmutableList.builder();
        ImmutableSet.Builder<String> notes = ImmutableSet.builder();
        for (Optional<FrontPort> port : target.portsOf(service)) {
            Backends backends = SliceBackends.of(slices, port);
            notes.addAll(backends.notes());
            types(backends)
                    .forEach(type -> ports.add(new OfPort(
                            port,
                            type,
                            backends.of(type),
                            Routing.of(backends.of(type), consumer, service.nodeLocal()),
                            Optional.empty())));
        }
        if (service.nodeLocal() && consumer.node().isEmpty()) {
            notes.add(
                    "internalTrafficPolicy is Local: a consumer uses only the endpoints on its own node; --node shows which");
        }
        return resolution(Source.SLICES, ports.build(), notes.build());
    }

    private Resolution endpoints(Target target, EndpointsObject object) {
        boolean truncated = KubernetesNames.TRUNCATED.equals(
                object.endpoints().meta().annotations().get(KubernetesNames.OVER_CAPACITY_ANNOTATION));
        ImmutableList.Builder<OfPort> ports = ImmutableList.builder();
        ImmutableSet.Builder<String> notes = ImmutableSet.builder();
        for (Optional<FrontPort> port : target.portsOf(service)) {
            Backends inSlices = SliceBackends.of(slices, port);
            Backends backends = EndpointsBackends.of(object.endpoints(), port);
            notes.addAll(backends.notes());
            types(inSlices, backends)
                    .forEach(type -> ports.add(new OfPort(
                            port,
                            type,
                            backends.of(type),
                            Routing.of(backends.of(type), Consumer.ANYWHERE, false),
                            Optional.of(loss(inSlices.of(type), backends.of(type), truncated)))));
        }
        return resolution(Source.ENDPOINTS, ports.build(), notes.build());
    }

    private Resolution resolution(Source source, ImmutableList<OfPort> ports, ImmutableSet<String> notes) {
        return new Resolution(service.facts().key(), consumer, source, ports, notes.asList());
    }

    /** Those that have backends; if there are none at all, the Service's first. */
    private ImmutableSortedSet<AddressType> types(Backends... backends) {
        ImmutableSortedSet<AddressType> types = Stream.of(backends)
                .flatMap(one -> one.all().stream())
                .map(Backend::type)
                .collect(toImmutableSortedSet(Comparator.naturalOrder()));
        return types.isEmpty()
                ? ImmutableSortedSet.of(AddressTypes.of(service.facts()).first())
                : types;
    }

    private static Loss loss(List<Backend> inSlices, List<Backend> inEndpoints, boolean truncated) {
        ImmutableSet<Backend.Socket> expected = ready(inSlices);
        ImmutableSet<Backend.Socket> found = ready(inEndpoints);
        return new Loss(
                expected.size(),
                Sets.difference(expected, found).size(),
                Sets.difference(found, expected).size(),
                truncated);
    }

    private static ImmutableSet<Backend.Socket> ready(List<Backend> backends) {
        return backends.stream().filter(Backend::isReady).map(Backend::socket).collect(toImmutableSet());
    }
}
