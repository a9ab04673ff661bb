package io.endpointslice.state;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that the informers have shown, and what we wrote that they have not shown yet. Each event answers which Services
 * have to be synced now; work per event follows what it changes, not the size of the cluster. Safe for any number of
 * threads: every method is one atomic step.
 *
 * <p>A sync asks {@link #isStale} first and takes the {@link #snapshot} then. The other way round it could plan on a view
 * that became fresh only afterwards.
 */
public final class ClusterState {
    private final Map<ServiceKey, ServiceFacts> services = new HashMap<>();
    private final PodMembership pods = new PodMembership();
    private final NodeIndex nodes = new NodeIndex();
    private final ObjectBook<Slice> slices = new ObjectBook<>(ControllerName.SLICES, Kind.SLICE);
    private final Map<ServiceKey, TriggerTimes.State> triggerStates = new HashMap<>();

    /** A Service that came or changed. Equal facts ask for nothing. */
    public synchronized ImmutableList<SyncRequest> serviceSeen(ServiceFacts service) {
        Optional<ServiceFacts> before = Optional.ofNullable(services.put(service.key(), service));
        if (before.equals(Optional.of(service))) {
            return ImmutableList.of();
        }
        if (before.isPresent() && !before.get().uid().equals(service.uid())) {
            triggerStates.remove(service.key());
        }
        pods.serviceChanged(before, service);
        return ImmutableList.of(new SyncRequest(ControllerName.SLICES, service.key(), Cause.SERVICE));
    }

    /**
     * A Service that went: all state kept for it is dropped (E1). Its slices stay known until the garbage collector has
     * removed them. The request makes a sync that is under way be followed by one that sees the Service gone.
     */
    public synchronized ImmutableList<SyncRequest> serviceGone(ServiceKey key) {
        if (services.remove(key) == null) {
            return ImmutableList.of();
        }
        pods.serviceGone(key);
        slices.drop(key);
        triggerStates.remove(key);
        return ImmutableList.of(new SyncRequest(ControllerName.SLICES, key, Cause.SERVICE));
    }

    /** A Pod that came or changed: the Services whose endpoints may differ by it (R3). */
    public synchronized ImmutableList<SyncRequest> podSeen(PodFacts pod) {
        Optional<PodFacts> before = pods.pod(pod.key());
        Set<ServiceKey> affected = pods.podChanged(pod);
        nodes.podChanged(before, Optional.of(pod));
        return requests(affected, Cause.POD);
    }

    /** A Pod that went: the Services that it was behind (R3). */
    public synchronized ImmutableList<SyncRequest> podGone(PodKey key) {
        nodes.podChanged(pods.pod(key), Optional.empty());
        return requests(pods.podGone(key), Cause.POD);
    }

    /** A Node that came, or whose zone changed: the Services with Pods that name it (E7). */
    public synchronized ImmutableList<SyncRequest> nodeSeen(NodeFacts node) {
        if (!nodes.put(node)) {
            return ImmutableList.of();
        }
        Set<ServiceKey> affected = new TreeSet<>();
        nodes.podsOn(node.name()).forEach(pod -> affected.addAll(pods.servicesOf(pod)));
        return requests(affected, Cause.NODE);
    }

    /**
     * A Node that went. It asks for no sync, as in the reference: its Pods go by themselves and cause theirs, and until
     * then what is published stays.
     */
    public synchronized ImmutableList<SyncRequest> nodeGone(String name) {
        nodes.remove(name);
        return ImmutableList.of();
    }

    /**
     * A slice that came or changed. Our own write shown asks for nothing unless a sync waits for it; an edit by somebody
     * else asks for a sync (R2), and so does a slice that appears at a Service whose slices have been looked at. A write of
     * ours that is shown before {@link #wrote} is told looks like an edit by somebody else, at the cost of one sync
     * that finds nothing to write.
     */
    public synchronized ImmutableList<SyncRequest> sliceSeen(Slice slice) {
        return synced(slices.seen(slice));
    }

    /** A slice that went. If not we deleted it, a sync is asked for (R2). */
    public synchronized ImmutableList<SyncRequest> sliceGone(String namespace, String name) {
        return synced(slices.gone(new ObjectKey(namespace, name)));
    }

    /**
     * The informer has shown a whole list of slices of that resourceVersion. A slice that we wrote before that version and
     * that is not in the list has come and gone between two watches: no event will tell, so this does (R2).
     */
    public synchronized ImmutableList<SyncRequest> slicesListed(String resourceVersion) {
        return synced(slices.listed(resourceVersion));
    }

    /** The Service with its Pods, their Nodes and its slices, by reference; empty if the Service is not there. */
    public synchronized Optional<ServiceSnapshot> snapshot(ServiceKey key) {
        ServiceFacts service = services.get(key);
        if (service == null) {
            return Optional.empty();
        }
        ImmutableList<PodFacts> selected = pods.podsOf(key);
        return Optional.of(new ServiceSnapshot(service, selected, nodes.of(selected), slices.look(key)));
    }

    /**
     * Whether the informer lacks something that we wrote for the Service (R2). If so, the event that makes the view fresh
     * asks for a sync.
     */
    public synchronized boolean isStale(ControllerName controller, ServiceKey key) {
        return slices.isStale(key);
    }

    /**
     * A create or an update that the controller made for the Service was answered: its view is stale until the informer
     * shows it.
     *
     * @param stored the metadata of the object in the answer
     */
    public synchronized void wrote(ControllerName controller, ServiceKey service, Metadata stored) {
        if (services.containsKey(service)) {
            slices.wrote(service, stored);
        }
    }

    /**
     * The controller deleted an object for the Service, or it was gone already: its view is stale until the informer no
     * longer shows it.
     */
    public synchronized void deleted(ControllerName controller, ServiceKey service, Metadata deleted) {
        if (services.containsKey(service)) {
            slices.deleted(service, deleted);
        }
    }

    /** What the last successful sync of the Service left for the next trigger time (E15); empty before the first. */
    public synchronized Optional<TriggerTimes.State> triggerState(ServiceKey key) {
        return Optional.ofNullable(triggerStates.get(key));
    }

    /**
     * A sync of {@code service} has made all its writes: {@code next} is remembered for its next trigger time (E15), unless
     * the Service has gone meanwhile, or has made place for another of its name.
     */
    public synchronized void committed(ServiceFacts service, TriggerTimes.State next) {
        ServiceFacts now = services.get(service.key());
        if (now != null && now.uid().equals(service.uid())) {
            triggerStates.put(service.key(), next);
        }
    }

    /** Without the Services that are not there or that E1 skips: their slices are left alone. */
    private ImmutableList<SyncRequest> synced(ImmutableSet<SyncRequest> requests) {
        return requests.stream()
                .filter(request -> {
                    ServiceFacts service = services.get(request.service());
                    return service != null && service.isSelecting();
                })
                .collect(toImmutableList());
    }

    private static ImmutableList<SyncRequest> requests(Collection<ServiceKey> keys, Cause cause) {
        return keys.stream()
                .sorted()
                .map(key -> new SyncRequest(ControllerName.SLICES, key, cause))
                .collect(toImmutableList());
    }
}
