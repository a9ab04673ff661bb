package io.endpointslice.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Multiset;
import com.google.common.collect.Sets;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Informers that start and stop together, one for each resource, and how their lists and watches fare. They keep versions only
 * ({@link VersionStore}) and list in pages of 500, so that a large cluster is never held whole in memory.
 */
final class InformerSet implements AutoCloseable {
    private static final long PAGE = 500;
    private static final String SERVICES = "services";
    private static final String PODS = "pods";
    private static final String NODES = "nodes";

    private final KubernetesClient client;
    private final Optional<String> namespace;
    private final BiPredicate<String, Throwable> retry;
    private final CompletableFuture<Void> synced = new CompletableFuture<>();
    private final Multiset<String> lists = ConcurrentHashMultiset.create();
    private final Multiset<String> failures = ConcurrentHashMultiset.create();
    private final Map<String, SharedIndexInformer<?>> informers = new LinkedHashMap<>();

    /**
     * What is made of the events of one resource.
     *
     * @param empty makes an object of the type
     * @param seen takes in an object that was added or changed
     * @param gone takes in that an object is no longer there; namespace and name are known
     * @param listed takes in the resourceVersion of each complete list, after all its objects were taken in
     */
    record Handling<T>(Supplier<T> empty, Consumer<T> seen, Consumer<ObjectMeta> gone, Consumer<String> listed) {
        /** With nothing to do after a list. */
        Handling(Supplier<T> empty, Consumer<T> seen, Consumer<ObjectMeta> gone) {
            this(empty, seen, gone, version -> {});
        }
    }

    /**
     * None yet.
     *
     * @param namespace the only one to look at, or empty for all; Nodes are always all
     * @param retry is told of each list or watch that failed, with the name of its resource: whether to try again
     */
    InformerSet(KubernetesClient client, Optional<String> namespace, BiPredicate<String, Throwable> retry) {
        this.client = client;
        this.namespace = namespace;
        this.retry = retry;
    }

    /**
     * Adds Services, Pods that have not ended, and Nodes. A Pod that ends leaves the watch's selection and arrives as a deletion.
     */
    void addFacts(FactsListener listener) {
        add(
                SERVICES,
                informer(client.services()),
                new Handling<>(
                        Service::new,
                        service -> listener.serviceSeen(FactsReader.service(service)),
                        meta -> listener.serviceGone(new ServiceKey(meta.getNamespace(), meta.getName()))));
        add(
                PODS,
                in(client.pods())
                        .withoutField("status.phase", "Failed")
                        .withoutField("status.phase", "Succeeded")
                        .withLimit(PAGE)
                        .runnableInformer(0),
                new Handling<>(
                        Pod::new,
                        pod -> listener.podSeen(FactsReader.pod(pod)),
                        meta -> listener.podGone(new PodKey(meta.getNamespace(), meta.getName()))));
        add(
                NODES,
                client.nodes().withLimit(PAGE).runnableInformer(0),
                new Handling<>(
                        Node::new,
                        node -> listener.nodeSeen(FactsReader.node(node)),
                        meta -> listener.nodeGone(meta.getName())));
    }

    /** Adds an informer of that name. All are added before the start. */
    <T extends HasMetadata> void add(String resource, SharedIndexInformer<T> informer, Handling<T> handling) {
        Consumer<String> listed = version -> {
            handling.listed().accept(version);
            listed(resource);
        };
        informers.put(
                resource,
                informer.itemStore(new VersionStore<>(handling.empty()))
                        .removeNamespaceIndex()
                        .addEventHandler(new FactsHandler<>(
                                handling.seen(), object -> handling.gone().accept(object.getMetadata()), listed))
                        .exceptionHandler((started, failure) -> {
                            failures.add(resource);
                            return retry.test(resource, failure);
                        }));
    }

    /** An informer for all objects of a kind in the namespaces that are looked at. */
    <T, L, R extends Resource<T>> SharedIndexInformer<T> informer(MixedOperation<T, L, R> resources) {
        return in(resources).withLimit(PAGE).runnableInformer(0);
    }

    /** The same for those with that label. */
    <T, L, R extends Resource<T>> SharedIndexInformer<T> informer(
            MixedOperation<T, L, R> resources, String label, String value) {
        return in(resources).withLabel(label, value).withLimit(PAGE).runnableInformer(0);
    }

    private <T, L, R extends Resource<T>> AnyNamespaceOperation<T, L, R> in(MixedOperation<T, L, R> resources) {
        return namespace.isPresent() ? resources.inNamespace(namespace.get()) : resources.inAnyNamespace();
    }

    private void listed(String resource) {
        lists.add(resource);
        if (hasSynced()) {
            synced.complete(null);
        }
    }

    /** Starts all of them and returns at once. */
    void start() {
        // failures are told to the exception handler, which says whether to try again
        informers.values().forEach(SharedIndexInformer::start);
    }

    boolean hasSynced() {
        return missing().isEmpty();
    }

    /** Completed when {@link #hasSynced} becomes true, on the thread of the last handler. */
    CompletionStage<Void> synced() {
        return synced.minimalCompletionStage();
    }

    /** What is watched, in order. */
    ImmutableSet<String> resources() {
        return ImmutableSet.copyOf(informers.keySet());
    }

    /** How the lists and watches of each resource fare. */
    ImmutableMap<String, WatchFigures> figures() {
        return informers.entrySet().stream()
                .collect(toImmutableMap(
                        Map.Entry::getKey,
                        informer -> new WatchFigures(
                                informer.getValue().isWatching(),
                                lists.count(informer.getKey()),
                                failures.count(informer.getKey()))));
    }

    /** The resources that have not been listed yet, in order of name. */
    ImmutableSortedSet<String> missing() {
        return ImmutableSortedSet.copyOf(Sets.difference(informers.keySet(), lists.elementSet()));
    }

    /** The resources that have been listed but have no watch at the moment. */
    ImmutableList<String> notWatched() {
        return informers.entrySet().stream()
                .filter(entry ->
                        lists.contains(entry.getKey()) && !entry.getValue().isWatching())
                .map(Map.Entry::getKey)
                .collect(toImmutableList());
    }

    /** Ends all watches. No event is handed on after a moment. */
    @Override
    public void close() {
        informers.values().forEach(SharedIndexInformer::stop);
    }
}
