package io.endpointslice.e2e;

import com.google.common.collect.ImmutableList;
import io.endpointslice.e2e.population.Population;
import io.endpointslice.e2e.population.RandomCluster;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;

/** Random changes of a {@link Population} that stands in a namespace. What changes is random, and when it does too. */
final class Churn {
    /** Each Pod is changed once at most. */
    private static final int PODS = 300;

    private static final int SERVICES_CHANGED = 15;
    private static final int SERVICES_REPLACED = 5;
    /** Fewer than a zone has. */
    private static final int NODES = 2;

    private final KubernetesClient client;
    private final Cluster cluster;
    private final Populator populator;
    private final RandomCluster random;

    Churn(KubernetesClient client, Cluster cluster, Populator populator, RandomCluster random) {
        this.client = client;
        this.cluster = cluster;
        this.populator = populator;
        this.random = random;
    }

    /** Makes all changes, many at once, and returns when the last is made. */
    void run(Population population) {
        ImmutableList.Builder<Runnable> changes = ImmutableList.builder();
        random.shuffled(population.pods()).stream().limit(PODS).map(this::ofPod).forEach(changes::add);
        changes.addAll(ofServices());
        random.shuffled(population.nodes()).stream()
                .limit(NODES)
                .map(this::ofNode)
                .forEach(changes::add);
        population.endpoints().stream()
                .filter(object -> object.getMetadata().getName().startsWith("manual-random"))
                .map(this::ofEndpoints)
                .forEach(changes::add);
        cluster.together(random.shuffled(changes.build()), Runnable::run);
    }

    private Runnable ofPod(Pod pod) {
        String name = pod.getMetadata().getName();
        Pod late = random.latePod();
        return random.oneOf(List.<Runnable>of(
                () -> cluster.setReady(name, false),
                () -> cluster.setReady(name, true),
                () -> cluster.terminate(name),
                () -> cluster.finish(name),
                () -> cluster.fail(name),
                () -> cluster.label(name, "track", "canary"),
                () -> populator.createPod(late)));
    }

    /** Some Services get other ports and so on; some are deleted and made anew, with other address families too. */
    private ImmutableList<Runnable> ofServices() {
        List<Service> services =
                random.shuffled(client.services().inNamespace(cluster.namespace()).list().getItems().stream()
                        .filter(service -> service.getMetadata().getName().startsWith("app-"))
                        .sorted(Comparator.comparing(
                                service -> service.getMetadata().getName()))
                        .toList());
        ImmutableList.Builder<Runnable> changes = ImmutableList.builder();
        for (Service service : services.subList(0, SERVICES_CHANGED)) {
            Service changed = random.changed(service);
            changes.add(() -> client.resource(changed).update());
        }
        for (Service service : services.subList(SERVICES_CHANGED, SERVICES_CHANGED + SERVICES_REPLACED)) {
            Service other = random.other(service);
            changes.add(() -> {
                cluster.deleteService(service.getMetadata().getName());
                populator.create(other);
            });
        }
        return changes.build();
    }

    /**
     * Its kubelet is lost, so the shares of zones shift (H2, H4). Not its CPU alone: the reference goes on with the one from
     * before, and both would correct each other's hints without end.
     */
    private Runnable ofNode(Node node) {
        return () -> cluster.reportNode(node.getMetadata().getName(), false, "4");
    }

    private Runnable ofEndpoints(Endpoints before) {
        Endpoints other = random.other(before);
        return () -> client.resource(other).inNamespace(cluster.namespace()).update();
    }
}
