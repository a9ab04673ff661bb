package io.endpointslice.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.base.Ticker;
import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Multiset;
import com.google.common.collect.Sets;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SyncRequest;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists and watches Services, Pods that have not ended, Nodes, the EndpointSlices of these controllers and Endpoints objects,
 * and feeds them to the {@link ClusterState}. Objects are dropped as soon as their facts are read.
 *
 * <p>A Pod that ends leaves the watch's selection and arrives as a deletion. Lists come in pages of 500, so that a large
 * cluster is never held whole in memory.
 *
 * <p>Nothing ends the informers but {@link #close}: an API server that is away or comes back, lost watches, 410 Gone,
 * refusals are all tried again, after 1/4 s at first and 8 s at most (with a client of {@link ClientFactory}), and said in one
 * line at most every 10 s. The client logs the same with stack traces; a program that uses this class should switch off
 * the loggers {@code io.fabric8.kubernetes.client.informers.impl.cache.Reflector} and set
 * {@code io.fabric8.kubernetes.client.dsl.internal.AbstractWatchManager} to ERROR.
 */
public final class ClusterInformers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterInformers.class);
    private static final long PAGE = 500;
    private static final String SERVICES = "services";
    private static final String PODS = "pods";
    private static final String NODES = "nodes";
    private static final String SLICES = "endpointslices";
    private static final String MIRRORED = "mirrored endpointslices";
    private static final String ENDPOINTS = "endpoints";

    private final ClusterState state;
    private final Consumer<SyncRequest> requests;
    private final WatchTrouble trouble;
    private final CompletableFuture<Void> synced = new CompletableFuture<>();
    private final Multiset<String> lists = ConcurrentHashMultiset.create();
    private final Multiset<String> failures = ConcurrentHashMultiset.create();
    private final ImmutableMap<String, SharedIndexInformer<?>> informers;

    /**
     * Informers that are not started.
     *
     * @param requests gets the syncs that events ask for; called by several threads
     * @param ticker measures how often trouble is said
     */
    public ClusterInformers(
            KubernetesClient client,
            WatchScope scope,
            ClusterState state,
            Consumer<SyncRequest> requests,
            Ticker ticker) {
        this.state = state;
        this.requests = requests;
        this.trouble = new WatchTrouble(client.getMasterUrl().toString(), ticker, LOG::warn);
        this.informers = informers(client, scope);
    }

    private ImmutableMap<String, SharedIndexInformer<?>> informers(KubernetesClient client, WatchScope scope) {
        Optional<String> namespace = scope.namespace();
        ImmutableMap.Builder<String, SharedIndexInformer<?>> all = ImmutableMap.builder();
        all.put(SERVICES, services(client, namespace));
        all.put(PODS, pods(client, namespace));
        all.put(NODES, nodes(client));
        all.put(SLICES, slices(client, namespace));
        if (scope.needsEndpoints()) {
            all.put(ENDPOINTS, endpoints(client, namespace));
        }
        if (scope.needsMirrored()) {
            all.put(MIRRORED, mirrored(client, namespace));
        }
        return all.buildOrThrow();
    }

    /** Starts all of them and returns at once. */
    public void start() {
        // failures are told to the exception handler, which always asks for another try
        informers.values().forEach(SharedIndexInformer::start);
    }

    /** Whether all have listed once and every object of those lists has reached the state: before, nothing may be written. */
    public boolean hasSynced() {
        return missing().isEmpty();
    }

    /** Completed when {@link #hasSynced} becomes true, on the thread of the last handler. */
    public CompletionStage<Void> synced() {
        return synced.minimalCompletionStage();
    }

    /** What is watched, in order. */
    public ImmutableSet<String> resources() {
        return informers.keySet();
    }

    /** How the lists and watches of each resource fare. */
    public ImmutableMap<String, WatchFigures> figures() {
        return informers.entrySet().stream()
                .collect(toImmutableMap(
                        Map.Entry::getKey,
                        informer -> new WatchFigures(
                                informer.getValue().isWatching(),
                                lists.count(informer.getKey()),
                                failures.count(informer.getKey()))));
    }

    /** The resources that have not been listed yet, in order of name. */
    public ImmutableSortedSet<String> missing() {
        return ImmutableSortedSet.copyOf(Sets.difference(informers.keySet(), lists.elementSet()));
    }

    /** The resources that have been listed but have no watch at the moment. A lost watch is set up again without being asked. */
    public ImmutableList<String> notWatched() {
        return informers.entrySet().stream()
                .filter(entry ->
                        lists.contains(entry.getKey()) && !entry.getValue().isWatching())
                .map(Map.Entry::getKey)
                .collect(toImmutableList());
    }

    /** Says in the log that these resources have had no watch for some time. */
    public void reportLost(ImmutableList<String> resources) {
        trouble.lost(String.join(", ", resources));
    }

    /** Ends all watches. No event is handed on after a moment. */
    @Override
    public void close() {
        informers.values().forEach(SharedIndexInformer::stop);
    }

    private SharedIndexInformer<Service> services(KubernetesClient client, Optional<String> namespace) {
        return informer(
                SERVICES,
                in(namespace, client.services()).withLimit(PAGE).runnableInformer(0),
                Service::new,
                service -> state.serviceSeen(FactsReader.service(service)),
                meta -> state.serviceGone(new ServiceKey(meta.getNamespace(), meta.getName())),
                version -> ImmutableList.of());
    }

    private SharedIndexInformer<Pod> pods(KubernetesClient client, Optional<String> namespace) {
        return informer(
                PODS,
                in(namespace, client.pods())
                        .withoutField("status.phase", "Failed")
                        .withoutField("status.phase", "Succeeded")
                        .withLimit(PAGE)
                        .runnableInformer(0),
                Pod::new,
                pod -> state.podSeen(FactsReader.pod(pod)),
                meta -> state.podGone(new PodKey(meta.getNamespace(), meta.getName())),
                version -> ImmutableList.of());
    }

    private SharedIndexInformer<Node> nodes(KubernetesClient client) {
        return informer(
                NODES,
                client.nodes().withLimit(PAGE).runnableInformer(0),
                Node::new,
                node -> state.nodeSeen(FactsReader.node(node)),
                meta -> state.nodeGone(meta.getName()),
                version -> ImmutableList.of());
    }

    private SharedIndexInformer<EndpointSlice> slices(KubernetesClient client, Optional<String> namespace) {
        return informer(
                SLICES,
                slicesOf(KubernetesNames.SLICE_CONTROLLER, client, namespace),
                EndpointSlice::new,
                slice -> state.sliceSeen(SliceCodec.fromApi(slice)),
                meta -> state.sliceGone(meta.getNamespace(), meta.getName()),
                state::slicesListed);
    }

    /** By a watch of its own: a slice whose managed-by label is changed goes in the one and comes in the other. */
    private SharedIndexInformer<EndpointSlice> mirrored(KubernetesClient client, Optional<String> namespace) {
        return informer(
                MIRRORED,
                slicesOf(KubernetesNames.MIRRORING_CONTROLLER, client, namespace),
                EndpointSlice::new,
                slice -> state.mirroredSeen(SliceCodec.fromApi(slice)),
                meta -> state.mirroredGone(meta.getNamespace(), meta.getName()),
                state::mirroredListed);
    }

    private static SharedIndexInformer<EndpointSlice> slicesOf(
            String manager, KubernetesClient client, Optional<String> namespace) {
        return in(namespace, client.discovery().v1().endpointSlices())
                .withLabel(KubernetesNames.MANAGED_BY_LABEL, manager)
                .withLimit(PAGE)
                .runnableInformer(0);
    }

    /** All of them, since those that are mirrored have no label in common. */
    private SharedIndexInformer<Endpoints> endpoints(KubernetesClient client, Optional<String> namespace) {
        return informer(
                ENDPOINTS,
                in(namespace, client.endpoints()).withLimit(PAGE).runnableInformer(0),
                Endpoints::new,
                endpoints -> state.endpointsSeen(EndpointsCodec.fromApi(endpoints)),
                meta -> state.endpointsGone(new ServiceKey(meta.getNamespace(), meta.getName())),
                state::endpointsListed);
    }

    private <T extends HasMetadata> SharedIndexInformer<T> informer(
            String resource,
            SharedIndexInformer<T> informer,
            Supplier<T> empty,
            Function<T, ImmutableList<SyncRequest>> seen,
            Function<ObjectMeta, ImmutableList<SyncRequest>> gone,
            Function<String, ImmutableList<SyncRequest>> listed) {
        FactsHandler<T> handler =
                new FactsHandler<>(seen, object -> gone.apply(object.getMetadata()), requests, version -> {
                    ImmutableList<SyncRequest> found = listed.apply(version);
                    listed(resource);
                    return found;
                });
        return informer.itemStore(new VersionStore<>(empty))
                .removeNamespaceIndex()
                .addEventHandler(handler)
                .exceptionHandler((started, failure) -> {
                    failures.add(resource);
                    trouble.failed(resource, failure);
                    return true;
                });
    }

    private void listed(String resource) {
        lists.add(resource);
        if (hasSynced()) {
            synced.complete(null);
        }
    }

    private static <T, L, R extends Resource<T>> AnyNamespaceOperation<T, L, R> in(
            Optional<String> namespace, MixedOperation<T, L, R> resources) {
        return namespace.isPresent() ? resources.inNamespace(namespace.get()) : resources.inAnyNamespace();
    }
}
