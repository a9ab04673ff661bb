package io.endpointslice.kube;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SyncRequest;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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
    private static final String SLICES = "endpointslices";
    private static final String MIRRORED = "mirrored endpointslices";
    private static final String ENDPOINTS = "endpoints";

    private final ClusterState state;
    private final Consumer<SyncRequest> requests;
    private final WatchTrouble trouble;
    private final InformerSet informers;

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
        this.informers = new InformerSet(client, scope.namespace(), (resource, failure) -> {
            trouble.failed(resource, failure);
            return true;
        });
        informers.addFacts(new ToState());
        addSlices(client);
        if (scope.needsEndpoints()) {
            addEndpoints(client);
        }
        if (scope.needsMirrored()) {
            addMirrored(client);
        }
    }

    /** Starts all of them and returns at once. */
    public void start() {
        informers.start();
    }

    /** Whether all have listed once and every object of those lists has reached the state: before, nothing may be written. */
    public boolean hasSynced() {
        return informers.hasSynced();
    }

    /** Completed when {@link #hasSynced} becomes true, on the thread of the last handler. */
    public CompletionStage<Void> synced() {
        return informers.synced();
    }

    /** What is watched, in order. */
    public ImmutableSet<String> resources() {
        return informers.resources();
    }

    /** How the lists and watches of each resource fare. */
    public ImmutableMap<String, WatchFigures> figures() {
        return informers.figures();
    }

    /** The resources that have not been listed yet, in order of name. */
    public ImmutableSortedSet<String> missing() {
        return informers.missing();
    }

    /** The resources that have been listed but have no watch at the moment. A lost watch is set up again without being asked. */
    public ImmutableList<String> notWatched() {
        return informers.notWatched();
    }

    /** Says in the log that these resources have had no watch for some time. */
    public void reportLost(ImmutableList<String> resources) {
        trouble.lost(String.join(", ", resources));
    }

    /** Ends all watches. No event is handed on after a moment. */
    @Override
    public void close() {
        informers.close();
    }

    private void addSlices(KubernetesClient client) {
        informers.add(
                SLICES,
                slicesOf(KubernetesNames.SLICE_CONTROLLER, client),
                new InformerSet.Handling<>(
                        EndpointSlice::new,
                        slice -> ask(state.sliceSeen(SliceCodec.fromApi(slice))),
                        meta -> ask(state.sliceGone(meta.getNamespace(), meta.getName())),
                        version -> ask(state.slicesListed(version))));
    }

    /** By a watch of its own: a slice whose managed-by label is changed goes in the one and comes in the other. */
    private void addMirrored(KubernetesClient client) {
        informers.add(
                MIRRORED,
                slicesOf(KubernetesNames.MIRRORING_CONTROLLER, client),
                new InformerSet.Handling<>(
                        EndpointSlice::new,
                        slice -> ask(state.mirroredSeen(SliceCodec.fromApi(slice))),
                        meta -> ask(state.mirroredGone(meta.getNamespace(), meta.getName())),
                        version -> ask(state.mirroredListed(version))));
    }

    private SharedIndexInformer<EndpointSlice> slicesOf(String manager, KubernetesClient client) {
        return informers.informer(client.discovery().v1().endpointSlices(), KubernetesNames.MANAGED_BY_LABEL, manager);
    }

    /** All of them, since those that are mirrored have no label in common. */
    private void addEndpoints(KubernetesClient client) {
        informers.add(
                ENDPOINTS,
                informers.informer(client.endpoints()),
                new InformerSet.Handling<>(
                        Endpoints::new,
                        endpoints -> ask(state.endpointsSeen(EndpointsCodec.fromApi(endpoints))),
                        meta -> ask(state.endpointsGone(new ServiceKey(meta.getNamespace(), meta.getName()))),
                        version -> ask(state.endpointsListed(version))));
    }

    private void ask(ImmutableList<SyncRequest> syncs) {
        syncs.forEach(requests);
    }

    private final class ToState implements FactsListener {
        @Override
        public void serviceSeen(ServiceFacts service) {
            ask(state.serviceSeen(service));
        }

        @Override
        public void serviceGone(ServiceKey key) {
            ask(state.serviceGone(key));
        }

        @Override
        public void podSeen(PodFacts pod) {
            ask(state.podSeen(pod));
        }

        @Override
        public void podGone(PodKey key) {
            ask(state.podGone(key));
        }

        @Override
        public void nodeSeen(NodeFacts node) {
            ask(state.nodeSeen(node));
        }

        @Override
        public void nodeGone(String name) {
            ask(state.nodeGone(name));
        }
    }
}
