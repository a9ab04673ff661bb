package io.endpointslice.cli.demo;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.cli.report.Counts;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a demo begins with.
 *
 * @param objects of the cluster
 * @param notes lines about what was added to it
 * @param chosen the Service to roll over; empty for the largest
 */
public record Scenario(ImmutableList<HasMetadata> objects, ImmutableList<String> notes, Optional<ServiceKey> chosen) {
    /**
     * The example that comes with the program.
     *
     * @param pods of the Service that is rolled over
     * @param now the objects are a day old then
     */
    public static Scenario example(long seed, int pods, Instant now) {
        return new Scenario(
                ExampleCluster.build(seed, pods, now.minusSeconds(86_400)),
                ImmutableList.of(),
                Optional.of(ExampleCluster.WEB));
    }

    /**
     * The user's own cluster. Pods name Nodes; if no Node is given at all, they are made up, without a zone.
     *
     * @param objects complete ones, such as those of {@link io.endpointslice.cli.manifest.Manifests#objects}
     */
    public static Scenario of(List<ObjectNode> objects) {
        KubernetesSerialization json = new KubernetesSerialization();
        ImmutableList<HasMetadata> typed = objects.stream()
                .map(object -> json.<HasMetadata>unmarshal(object.toString()))
                .collect(toImmutableList());
        Scenario given = new Scenario(typed, ImmutableList.of(), Optional.empty());
        ImmutableSortedSet<String> named = given.pods()
                .map(pod -> FactsReader.pod(pod).nodeName())
                .filter(name -> !name.isEmpty())
                .collect(toImmutableSortedSet(Comparator.naturalOrder()));
        return given.nodes().findAny().isPresent() || named.isEmpty() ? given : given.withNodes(named);
    }

    private Scenario withNodes(ImmutableSortedSet<String> names) {
        Stream<Node> nodes = names.stream()
                .map(name -> new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withUid(name)
                        .endMetadata()
                        .build());
        return new Scenario(
                Stream.concat(objects.stream(), nodes).collect(toImmutableList()),
                ImmutableList.of("no Node is given: made " + Counts.of(names.size(), "Node")
                        + " of the names in the Pods, without a zone"),
                chosen);
    }

    /**
     * The Service to roll over: the chosen one, or that with the most Pods to publish, the first by name of several. Empty
     * if no Service has any.
     */
    Optional<ServiceFacts> toRollOver() {
        return services()
                .filter(service -> service.key().equals(chosen.orElse(service.key())))
                .filter(service -> !podsOf(service).isEmpty())
                .max(Comparator.<ServiceFacts>comparingInt(
                                service -> podsOf(service).size())
                        .thenComparing(ServiceFacts::key, Comparator.reverseOrder()));
    }

    /** Those that the controller writes slices for (E1). */
    Stream<ServiceFacts> services() {
        return objects(Service.class).map(FactsReader::service).filter(ServiceFacts::isSelecting);
    }

    Stream<Pod> pods() {
        return objects(Pod.class);
    }

    Stream<Node> nodes() {
        return objects(Node.class);
    }

    /** How many different zones the Nodes are in. */
    long zones() {
        return nodes().map(node -> node.getMetadata().getLabels().get(KubernetesNames.ZONE_LABEL))
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    /** The Pods that the Service publishes and that are not ending, in order of their names. */
    ImmutableList<Pod> podsOf(ServiceFacts service) {
        ImmutableSet<String> nodeNames =
                nodes().map(node -> node.getMetadata().getName()).collect(toImmutableSet());
        return pods().filter(pod -> isBehind(FactsReader.pod(pod), service, nodeNames))
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .collect(toImmutableList());
    }

    private static boolean isBehind(PodFacts pod, ServiceFacts service, ImmutableSet<String> nodeNames) {
        boolean onKnownNode = pod.nodeName().isEmpty() || nodeNames.contains(pod.nodeName());
        return onKnownNode
                && PodStates.isActive(pod)
                && pod.key().namespace().equals(service.key().namespace())
                && service.selects(pod.labels());
    }

    private <T> Stream<T> objects(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }
}
