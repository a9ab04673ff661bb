package io.endpointslice.e2e;

import io.endpointslice.e2e.population.Population;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Collection;
import java.util.Map;

/** Creates the objects of a {@link Population} in a cluster's namespace: what users and kubelets have done in the end. */
final class Populator {
    private final KubernetesClient client;
    private final Cluster cluster;
    private final KubernetesSerialization json = new KubernetesSerialization();

    Populator(KubernetesClient client, Cluster cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    void create(Population population) {
        cluster.together(population.nodes(), this::createNode);
        cluster.together(population.endpoints(), this::create);
        cluster.together(population.services(), this::create);
        cluster.together(population.pods(), this::createPod);
    }

    /** Creates again what was deleted. */
    void createMissing(Collection<? extends HasMetadata> objects) {
        cluster.together(objects, object -> {
            if (client.resource(object).inNamespace(cluster.namespace()).get() == null) {
                create(object);
            }
        });
    }

    /** Creates a Pod, reports its status, and asks for its end if it has a deletionTimestamp. */
    void createPod(Pod pod) {
        String name = pod.getMetadata().getName();
        create(new PodBuilder(pod)
                .editMetadata()
                .withDeletionTimestamp(null)
                .endMetadata()
                .build());
        client.pods()
                .inNamespace(cluster.namespace())
                .withName(name)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), status(pod.getStatus()));
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            cluster.terminate(name);
        }
    }

    /** Creates an object as it is; what belongs to its status is lost. */
    void create(HasMetadata object) {
        client.resource(object).inNamespace(cluster.namespace()).create();
    }

    private void createNode(Node node) {
        client.resource(node).create();
        client.nodes()
                .withName(node.getMetadata().getName())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), status(node.getStatus()));
    }

    private String status(Object status) {
        return json.asJson(Map.of("status", status));
    }
}
