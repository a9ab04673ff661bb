package io.endpointslice.cli.live;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.endpointslice.cli.cluster.ApiJson;
import io.endpointslice.cli.cluster.ClusterObjects;
import io.endpointslice.cli.cluster.EndpointsObject;
import io.endpointslice.cli.cluster.ServiceObject;
import io.endpointslice.cli.cluster.SliceObject;
import io.endpointslice.cli.live.Lister.Filter;
import io.endpointslice.config.ConfigException;
import io.endpointslice.kube.EndpointsCodec;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Lists what a command needs, and keeps facts only. */
public final class LiveCluster {
    private LiveCluster() {}

    /**
     * The state that a plan for the Services in scope is made of.
     *
     * @throws ConfigException if the API server can't be reached or refuses, or a Service that is named does not exist
     */
    public static ClusterObjects forPlan(KubernetesClient client, Scope scope) {
        Lister lister = new Lister(client, scope.namespace());
        ImmutableList<ServiceObject> services = services(lister, scope);
        return inScope(lister, scope, services, lister.list(Pod.class, Filter.ALL, FactsReader::pod));
    }

    /**
     * What is published for the Services in scope, and for which Nodes; no Pods.
     *
     * @throws ConfigException if the API server can't be reached or refuses, or a Service that is named does not exist
     */
    public static ClusterObjects published(KubernetesClient client, Scope scope) {
        Lister lister = new Lister(client, scope.namespace());
        return inScope(lister, scope, services(lister, scope), ImmutableList.of());
    }

    /** An object of a Service that is not in scope is left out: it would look as if its Service were gone. */
    private static ClusterObjects inScope(
            Lister lister, Scope scope, ImmutableList<ServiceObject> services, ImmutableList<PodFacts> pods) {
        ImmutableSet<ServiceKey> keys =
                services.stream().map(service -> service.facts().key()).collect(toImmutableSet());
        ImmutableMap<String, NodeFacts> nodes = nodes(lister, Filter.ALL);
        ImmutableList<SliceObject> slices = lister.list(EndpointSlice.class, Filter.ALL, LiveCluster::slice);
        ImmutableList<EndpointsObject> endpoints = lister.list(Endpoints.class, Filter.ALL, LiveCluster::endpoints);
        return scope.isWhole()
                ? new ClusterObjects(services, pods, nodes, slices, endpoints)
                : new ClusterObjects(
                        services,
                        pods,
                        nodes,
                        only(
                                slices,
                                slice -> slice.service().filter(keys::contains).isPresent()),
                        only(
                                endpoints,
                                object -> keys.contains(object.endpoints().service())));
    }

    /**
     * What consumers of one Service see.
     *
     * @param node the only Node to read; empty for none
     * @param endpoints whether to read the legacy Endpoints object too
     * @throws ConfigException if the API server can't be reached or refuses
     */
    public static ClusterObjects ofService(
            KubernetesClient client, ServiceKey service, Optional<String> node, boolean endpoints) {
        Lister lister = new Lister(client, Optional.of(service.namespace()));
        return new ClusterObjects(
                lister.list(Service.class, Filter.name(service.name()), ServiceObject::of),
                ImmutableList.of(),
                node.map(name -> nodes(lister, Filter.name(name))).orElse(ImmutableMap.of()),
                lister.list(
                        EndpointSlice.class,
                        Filter.label(KubernetesNames.SERVICE_NAME_LABEL, service.name()),
                        LiveCluster::slice),
                endpoints
                        ? lister.list(Endpoints.class, Filter.name(service.name()), LiveCluster::endpoints)
                        : ImmutableList.of());
    }

    /**
     * One Service with all that a plan of its slices is made of, as it stands now; without the Service if it has gone.
     *
     * @param service as it was, with a selector
     * @throws ConfigException if the API server can't be reached or refuses
     */
    public static ClusterObjects again(KubernetesClient client, ServiceFacts service) {
        Lister lister = new Lister(client, Optional.of(service.key().namespace()));
        String selector = Joiner.on(",")
                .withKeyValueSeparator("=")
                .join(service.selector().orElseThrow());
        return new ClusterObjects(
                lister.list(Service.class, Filter.name(service.key().name()), ServiceObject::of),
                lister.list(Pod.class, Filter.labels(selector), FactsReader::pod),
                nodes(lister, Filter.ALL),
                lister.list(
                        EndpointSlice.class,
                        Filter.label(
                                KubernetesNames.SERVICE_NAME_LABEL,
                                service.key().name()),
                        LiveCluster::slice),
                ImmutableList.of());
    }

    private static ImmutableList<ServiceObject> services(Lister lister, Scope scope) {
        ImmutableList<ServiceObject> all =
                lister.list(Service.class, new Filter(scope.selector(), Optional.empty()), ServiceObject::of);
        if (scope.names().isEmpty()) {
            return all;
        }
        ImmutableList<ServiceObject> named = all.stream()
                .filter(service -> scope.names().contains(name(service)))
                .collect(toImmutableList());
        Set<String> missing = Sets.difference(
                scope.names(), named.stream().map(LiveCluster::name).collect(toImmutableSet()));
        if (!missing.isEmpty()) {
            throw new ConfigException("Service " + String.join(", ", missing) + " does not exist in namespace "
                    + scope.namespace().orElse(""));
        }
        return named;
    }

    private static String name(ServiceObject service) {
        return service.facts().key().name();
    }

    private static <T> ImmutableList<T> only(ImmutableList<T> all, Predicate<T> which) {
        return all.stream().filter(which).collect(toImmutableList());
    }

    private static ImmutableMap<String, NodeFacts> nodes(Lister lister, Filter filter) {
        return lister.list(Node.class, filter, FactsReader::node).stream()
                .collect(toImmutableMap(NodeFacts::name, Function.identity()));
    }

    private static SliceObject slice(EndpointSlice object) {
        return new SliceObject(SliceCodec.fromApi(object), raw(object));
    }

    private static EndpointsObject endpoints(Endpoints object) {
        return new EndpointsObject(EndpointsCodec.fromApi(object), raw(object));
    }

    private static ObjectNode raw(HasMetadata object) {
        ObjectNode raw = ApiJson.MAPPER.valueToTree(object);
        raw.withObject("/metadata").remove("managedFields");
        return raw;
    }
}
