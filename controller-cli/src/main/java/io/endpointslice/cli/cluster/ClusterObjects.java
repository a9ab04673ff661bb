package io.endpointslice.cli.cluster;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import java.util.function.Predicate;

/**
 * What stands in a cluster, as far as slices and Endpoints are concerned. No two objects of a kind have the same namespace and name.
 *
 * @param nodes by name
 * @param slices of every manager and Service
 * @param endpoints legacy ones, whoever wrote them
 */
public record ClusterObjects(
        ImmutableList<ServiceObject> services,
        ImmutableList<PodFacts> pods,
        ImmutableMap<String, NodeFacts> nodes,
        ImmutableList<SliceObject> slices,
        ImmutableList<EndpointsObject> endpoints) {
    /** Of the objects that have a namespace, those of that one. */
    public ClusterObjects inNamespace(String namespace) {
        return new ClusterObjects(
                only(services, service -> service.facts().key().namespace().equals(namespace)),
                only(pods, pod -> pod.key().namespace().equals(namespace)),
                nodes,
                only(slices, slice -> slice.slice().meta().namespace().equals(namespace)),
                only(endpoints, object -> object.endpoints().meta().namespace().equals(namespace)));
    }

    private static <T> ImmutableList<T> only(ImmutableList<T> all, Predicate<T> which) {
        return all.stream().filter(which).collect(toImmutableList());
    }
}
