package io.endpointslice.e2e.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What users and kubelets do: Nodes, Services, and Pods of 6 to 8 KB as JSON. */
final class Load implements AutoCloseable {
    static final String NAMESPACE = "benchmark";
    static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/" + NAMESPACE + "/endpointslices";
    static final String ENDPOINTS = core("endpoints");
    static final String PODS = core("pods");

    private static final String APPS = "/apis/apps/v1/namespaces/" + NAMESPACE + "/";
    private static final int NODES = 50;
    private static final int ZONES = 3;
    private static final int THREADS = 8;
    private static final String POD = resource("benchmark/pod.json");
    private static final String POD_STATUS = resource("benchmark/pod-status.json");

    private final Api api;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger lastAddress = new AtomicInteger();

    /** Makes the namespace and the Nodes. */
    Load(Api api) {
        this.api = api;
        api.create("/api/v1/namespaces", "{\"metadata\":{\"name\":\"%s\"}}".formatted(NAMESPACE));
        IntStream.range(0, NODES)
                .forEach(i -> api.create(
                        "/api/v1/nodes",
                        "{\"metadata\":{\"name\":\"node-%d\",\"labels\":{\"topology.kubernetes.io/zone\":\"zone-%d\"}}}"
                                .formatted(i, i % ZONES)));
    }

    Api api() {
        return api;
    }

    void createService(String app) {
        api.create(
                core("services"),
                "{\"metadata\":{\"name\":\"%1$s\"},\"spec\":{\"selector\":{\"app\":\"%1$s\"},\"ports\":[{\"name\":\"http\",\"port\":80,\"targetPort\":\"web\"}]}}"
                        .formatted(app));
    }

    /** Makes Services, each with so many ready Pods of its own. All Pods, those of one Service together. */
    ImmutableList<LoadPod> createServices(int services, int podsEach) {
        return IntStream.range(0, services)
                .mapToObj(i -> "app-" + i)
                .peek(this::createService)
                .flatMap(app -> createReadyPods(app, podsEach).stream())
                .collect(ImmutableList.toImmutableList());
    }

    /** Makes Pods that run and are ready, several at once. */
    ImmutableList<LoadPod> createReadyPods(String app, int count) {
        ImmutableList<LoadPod> pods =
                IntStream.range(0, count).mapToObj(i -> newPod(app)).collect(ImmutableList.toImmutableList());
        together(pods, pod -> {
            create(pod);
            run(pod, true);
        });
        return pods;
    }

    /** A name and an address that no other Pod has; the Pod is not made yet. */
    LoadPod newPod(String app) {
        int number = lastAddress.incrementAndGet();
        return new LoadPod(
                app,
                app + "-6c9f7d5b84-" + number,
                "10.%d.%d.%d".formatted(128 + number / 65536, number / 256 % 256, number % 256));
    }

    /** Makes the Pod as a ReplicaSet and the scheduler do, on one of the Nodes and without an address. */
    void create(LoadPod pod) {
        api.create(
                PODS,
                POD.replace("${name}", pod.name())
                        .replace("${app}", pod.app())
                        .replace("${node}", "node-" + Math.floorMod(pod.name().hashCode(), NODES)));
    }

    /** Gives the Pod its address, as the kubelet does when its containers run. */
    void run(LoadPod pod, boolean ready) {
        patchStatus(pod, POD_STATUS.replace("${address}", pod.address()).replace("${ready}", ready ? "True" : "False"));
    }

    /** As the kubelet reports a readiness probe. */
    void setReady(LoadPod pod, boolean ready) {
        patchStatus(
                pod,
                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"%s\",\"lastTransitionTime\":\"%s\"}]}}"
                        .formatted(ready ? "True" : "False", Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Asks for the Pod's end; it is terminating until {@link #end}. */
    void terminate(LoadPod pod) {
        api.delete(PODS + "/" + pod.name() + "?gracePeriodSeconds=30");
    }

    /** As the kubelet does when the containers have ended. */
    void end(LoadPod pod) {
        api.delete(PODS + "/" + pod.name() + "?gracePeriodSeconds=0");
    }

    /** Takes away all Pods at once. */
    void deletePods() {
        api.delete(PODS + "?gracePeriodSeconds=0");
    }

    /** Makes a Deployment of Pods like the others, which all controllers and kubelets then make of it. */
    void createDeployment(String app, int replicas) {
        KubernetesSerialization json = new KubernetesSerialization();
        Pod pod = json.unmarshal(POD.replace("${app}", app), Pod.class);
        Deployment deployment = new DeploymentBuilder()
                .withNewMetadata()
                .withName(app)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", app)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(pod.getMetadata().getLabels())
                .withAnnotations(pod.getMetadata().getAnnotations())
                .endMetadata()
                .withNewSpecLike(pod.getSpec())
                .withNodeName(null)
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        api.create(APPS + "deployments", json.asJson(deployment));
    }

    /** A strategic merge patch of a Deployment. */
    void patchDeployment(String app, String patch) {
        api.patch(APPS + "deployments/" + app, patch);
    }

    /** Takes away at once all Deployments and what was made of them. Nobody may be there to make it again. */
    void deleteDeployments() {
        api.delete(APPS + "deployments");
        api.delete(APPS + "replicasets");
        deletePods();
    }

    /** Whether the scheduler may use every Node. */
    boolean nodesAreReady() {
        return !api.get("/api/v1/nodes").contains("\"taints\"");
    }

    /** Does something on another thread. */
    CompletableFuture<Void> async(Runnable action) {
        return CompletableFuture.runAsync(action, threads);
    }

    /** Does something to many Pods, several at once, and waits for all. */
    void together(Collection<LoadPod> pods, Consumer<LoadPod> action) {
        CompletableFuture.allOf(pods.stream()
                        .map(pod -> async(() -> action.accept(pod)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Takes away what controllers have published. */
    void unpublish() {
        api.delete(SLICES);
        api.delete(ENDPOINTS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void patchStatus(LoadPod pod, String patch) {
        api.patch(PODS + "/" + pod.name() + "/status", patch);
    }

    private static String core(String resource) {
        return "/api/v1/namespaces/" + NAMESPACE + "/" + resource;
    }

    private static String resource(String name) {
        try {
            return Resources.toString(Resources.getResource(name), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
