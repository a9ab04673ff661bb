package io.endpointslice.cli.live;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.endpointslice.cli.cluster.ApiJson;
import io.endpointslice.cli.cluster.ClusterObjects;
import io.endpointslice.cli.cluster.SliceObject;
import io.endpointslice.config.ConfigException;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.kube.OneLine;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.ServiceFacts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Lists what a plan needs, in pages, and keeps facts only. */
public final class LiveCluster {
    private static final long PAGE = 500;

    private final KubernetesClient client;
    private final Scope scope;

    private LiveCluster(KubernetesClient client, Scope scope) {
        this.client = client;
        this.scope = scope;
    }

    /**
     * The cluster's state as far as the Services in scope are concerned.
     *
     * @throws ConfigException if the API server can't be reached or refuses, or a Service that is named does not exist
     */
    public static ClusterObjects read(KubernetesClient client, Scope scope) {
        return new LiveCluster(client, scope).read();
    }

    private ClusterObjects read() {
        ImmutableList<ServiceFacts> services = services();
        ImmutableMap<String, NodeFacts> nodes = list("nodes", Node.class, Optional.empty(), FactsReader::node).stream()
                .collect(toImmutableMap(NodeFacts::name, Function.identity()));
        return new ClusterObjects(
                services,
                list("pods", Pod.class, Optional.empty(), FactsReader::pod),
                nodes,
                list("endpointslices.discovery.k8s.io", EndpointSlice.class, Optional.empty(), LiveCluster::slice),
                ImmutableList.of());
    }

    private ImmutableList<ServiceFacts> services() {
        ImmutableList<ServiceFacts> all = list("services", Service.class, scope.selector(), FactsReader::service);
        if (scope.names().isEmpty()) {
            return all;
        }
        ImmutableList<ServiceFacts> named = all.stream()
                .filter(service -> scope.names().contains(service.key().name()))
                .collect(toImmutableList());
        Set<String> missing = Sets.difference(
                scope.names(),
                Sets.newHashSet(
                        named.stream().map(service -> service.key().name()).iterator()));
        if (!missing.isEmpty()) {
            throw new ConfigException("Service " + String.join(", ", missing) + " does not exist in namespace "
                    + scope.namespace().orElse(""));
        }
        return named;
    }

    private static SliceObject slice(EndpointSlice object) {
        ObjectNode raw = ApiJson.MAPPER.valueToTree(object);
        raw.withObject("/metadata").remove("managedFields");
        return new SliceObject(SliceCodec.fromApi(object), raw);
    }

    private <T extends HasMetadata, F> ImmutableList<F> list(
            String resource, Class<T> type, Optional<String> selector, Function<T, F> reader) {
        ImmutableList.Builder<F> all = ImmutableList.builder();
        String next = "";
        try {
            do {
                ListOptions options = new ListOptionsBuilder()
                        .withLimit(PAGE)
                        .withContinue(next.isEmpty() ? null : next)
                        .withLabelSelector(selector.orElse(null))
                        .build();
                KubernetesResourceList<T> page = page(type, options);
                page.getItems().forEach(object -> all.add(reader.apply(object)));
                next = Optional.ofNullable(page.getMetadata().getContinue()).orElse("");
            } while (!next.isEmpty());
        } catch (KubernetesClientException failure) {
            throw new ConfigException(describe(resource, failure), failure);
        }
        return all.build();
    }

    private <T extends HasMetadata> KubernetesResourceList<T> page(Class<T> type, ListOptions options) {
        return scope.namespace().isPresent() && type != Node.class
                ? client.resources(type).inNamespace(scope.namespace().get()).list(options)
                : client.resources(type).inAnyNamespace().list(options);
    }

    private String describe(String resource, KubernetesClientException failure) {
        String where = scope.namespace().isEmpty() || resource.equals("nodes")
                ? ""
                : " in namespace " + scope.namespace().get();
        String what = "cannot list " + resource + where;
        return failure.getCode() > 0
                ? what + ": " + OneLine.of(failure)
                : what + ": the API server at " + client.getMasterUrl() + " cannot be reached: " + OneLine.of(failure);
    }
}
