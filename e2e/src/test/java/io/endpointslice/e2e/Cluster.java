package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What users and the rest of Kubernetes do in one namespace: users make Services, kubelets report Pods. Whatever may take a
 * Pod out of slices excuses it at the {@link GapWatcher} first.
 */
final class Cluster implements AutoCloseable {
    /** The label by which the Services of the tests choose Pods. */
    static final String APP = "app";

    private static final int CONCURRENCY = 16;
    private static final int NODES = 6;
    private static final long GRACE_SECONDS = 600; // no kubelet ends a Pod: it is terminating until finish()
    private static final AtomicInteger LAST_ADDRESS = new AtomicInteger();

    private final KubernetesClient client;
    private final String namespace;
    private final GapWatcher gaps;
    private final ExecutorService workers = Executors.newFixedThreadPool(CONCURRENCY);

    /** Makes a namespace, and the Nodes n0 to n5 in the zones z0 to z2 if they are missing. */
    Cluster(KubernetesClient client, GapWatcher gaps) {
        this.client = client;
        this.gaps = gaps;
        namespace = client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("e2e-")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
        IntStream.range(0, NODES).forEach(i -> createNode("n" + i, "z" + i % 3));
    }

    String namespace() {
        return namespace;
    }

    /** Does nothing if it is there. */
    void createNode(String name, String zone) {
        if (client.nodes().withName(name).get() == null) {
            client.resource(new NodeBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .addToLabels("topology.kubernetes.io/zone", zone)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    /**
     * As the kubelet reports its Node.
     *
     * @param cpu what it can allocate, such as {@code 4} or {@code 3920m}
     */
    void reportNode(String name, boolean ready, String cpu) {
        client.nodes()
                .withName(name)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"allocatable\":{\"cpu\":\"%s\"},\"conditions\":[{\"type\":\"Ready\",\"status\":\"%s\",\"lastHeartbeatTime\":\"%s\"}]}}"
                                .formatted(
                                        cpu,
                                        ready ? "True" : "False",
                                        Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    void deleteNode(String name) {
        client.nodes().withName(name).delete();
    }

    /** A Service with a cluster IP and the port http, for the Pods with label app = its name. */
    Service createService(String name) {
        return createService(name, service -> service);
    }

    /** The same, with changes. */
    Service createService(String name, UnaryOperator<ServiceBuilder> change) {
        ServiceBuilder service = new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .addToSelector(APP, name)
                .addNewPort()
                .withName("http")
                .withPort(80)
                .withTargetPort(new IntOrString("web"))
                .endPort()
                .endSpec();
        return client.resource(change.apply(service).build()).create();
    }

    void deleteService(String name) {
        client.services()
                .inNamespace(namespace)
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    /** With a second port, {@code admin}, to 9090. */
    static ServiceBuilder withAdminPort(ServiceBuilder service) {
        return service.editSpec()
                .addNewPort()
                .withName("admin")
                .withPort(81)
                .withTargetPort(new IntOrString(9090))
                .endPort()
                .endSpec();
    }

    void editService(String name, UnaryOperator<ServiceBuilder> change) {
        client.services()
                .inNamespace(namespace)
                .withName(name)
                .edit(service -> change.apply(new ServiceBuilder(service)).build());
    }

    /** Pods {@code <app>-<first>} to {@code <app>-<first + count - 1>}, with addresses of both families, ready. */
    List<String> createReadyPods(String app, int first, int count) {
        List<String> names = names(app, first, count);
        together(names, name -> {
            createPod(name, Map.of(APP, app), pod -> pod);
            setReady(name, true);
        });
        return names;
    }

    static List<String> names(String app, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> app + "-" + i)
                .toList();
    }

    /** A Pod that runs on one of the Nodes n0 to n5 and is not ready. It has no address before it is set ready or not. */
    void createPod(String name, Map<String, String> labels, UnaryOperator<PodBuilder> change) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withNodeName("n" + Math.floorMod(name.hashCode(), NODES))
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .addNewContainer()
                .withName("main")
                .withImage("example.org/web:1")
                .addNewPort()
                .withName("web")
                .withContainerPort(8080)
                .endPort()
                .endContainer()
                .endSpec();
        client.resource(change.apply(pod).build()).create();
        int address = LAST_ADDRESS.incrementAndGet();
        String v4 = "10.%d.%d.%d".formatted(128 + address / 65536, address / 256 % 256, address % 256);
        patchStatus(
                name,
                "\"phase\":\"Running\",\"podIP\":\"%s\",\"podIPs\":[{\"ip\":\"%s\"},{\"ip\":\"fd00::%x\"}]"
                        .formatted(v4, v4, address));
    }

    /** As the kubelet reports a readiness probe. */
    void setReady(String pod, boolean ready) {
        if (!ready) {
            gaps.excuse(pod);
        }
        patchStatus(
                pod,
                "\"conditions\":[{\"type\":\"Ready\",\"status\":\"%s\",\"lastTransitionTime\":\"%s\"}]"
                        .formatted(ready ? "True" : "False", Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** As when all containers have ended and will not be restarted. */
    void fail(String pod) {
        gaps.excuse(pod);
        patchStatus(pod, "\"phase\":\"Failed\"");
    }

    /** Asks for the Pod's end; it is terminating until {@link #finish}. */
    void terminate(String pod) {
        gaps.excuse(pod);
        pod(pod).withGracePeriod(GRACE_SECONDS).delete();
    }

    /** Ends the Pod at once. If it was not terminating before, watchers see it so for a moment. */
    void finish(String pod) {
        gaps.excuse(pod);
        pod(pod).withGracePeriod(0).delete();
    }

    /** Sets the Pod's labels by a merge. Which Services it may leave is the caller's to excuse. */
    void label(String pod, String key, String value) {
        pod(pod).patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}".formatted(key, value));
    }

    /** Does something with each, such as the name of a Pod, several at once, and waits for all. */
    <T> void together(Collection<T> all, Consumer<T> action) {
        CompletableFuture<?>[] each = all.stream()
                .map(one -> CompletableFuture.runAsync(() -> action.accept(one), workers))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(each).join();
    }

    List<Pod> pods() {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    /** Whether it is ready and stays. */
    static boolean isReady(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    /** Lets the namespace have that many objects of a resource and no more; without its controller, by hand. */
    void quota(String resource, int most) {
        client.resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("quota")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addToHard(resource, new Quantity(String.valueOf(most)))
                        .endSpec()
                        .build())
                .serverSideApply();
        client.resourceQuotas()
                .inNamespace(namespace)
                .withName("quota")
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"hard\":{\"%1$s\":\"%2$d\"},\"used\":{\"%1$s\":\"0\"}}}"
                                .formatted(resource, most));
    }

    /** Asks for the namespace's end. Without a namespace controller it is terminating for ever. */
    void terminateNamespace() {
        Namespace terminating = client.namespaces().withName(namespace).require();
        client.resource(terminating).delete();
    }

    /** Leaves an empty namespace: one that cannot go away without a namespace controller. */
    @Override
    public void close() {
        workers.shutdownNow();
        client.services().inNamespace(namespace).delete();
        client.pods().inNamespace(namespace).withGracePeriod(0).delete();
        client.discovery().v1().endpointSlices().inNamespace(namespace).delete();
        client.endpoints().inNamespace(namespace).delete();
    }

    private void patchStatus(String pod, String fields) {
        pod(pod).subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{%s}}".formatted(fields));
    }

    private PodResource pod(String name) {
        return client.pods().inNamespace(namespace).withName(name);
    }

    /** Does something in spite of an API server that is away: tries again until it is back. */
    static void stubbornly(Runnable action) {
        boolean done = Eventually.isTrue(Eventually.PATIENCE, () -> {
            try {
                action.run();
                return true;
            } catch (KubernetesClientException e) {
                return false;
            }
        });
        assertThat(done).as("the API server came back").isTrue();
    }
}
