package io.endpointslice.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.churn.Rewrite;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.MirroringSnapshot;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.model.ZoneHints;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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
    private final Backlogs backlogs = Backlogs.empty(pods::count);
    private final Books books = Books.empty(backlogs);
    private final PodHolders holders = new PodHolders();
    private final TopologyBook topology = new TopologyBook();
    private final ChurnBook churn = new ChurnBook();
    private final Views views = new Views(pods, nodes, books, holders, topology);
    private final Concerns concerns = new Concerns(this::service, books);

    /** A Service that came or changed. Equal facts ask for nothing. */
    public synchronized ImmutableList<SyncRequest> serviceSeen(ServiceFacts service) {
        ServiceKey key = service.key();
        Optional<ServiceFacts> before = Optional.ofNullable(services.put(key, service));
        if (before.equals(Optional.of(service))) {
            return ImmutableList.of();
        }
        if (before.isPresent() && !before.get().uid().equals(service.uid())) {
            backlogs.forget(key);
            topology.drop(key);
            churn.drop(key);
        }
        backlogs.everythingChanged(key);
        pods.serviceChanged(before, service)
                .forEach(pod -> backlogs.podChanged(key, pod, pods.pod(pod).filter(known -> selects(before, known))));
        books.endpoints().serviceSeen(key);
        return concerns.ofService(key, before, Optional.of(service));
    }

    /**
     * A Service that went: all state kept for it is dropped (E1), but for what has to be deleted after it (L1, M1). Its
     * slices stay known until the garbage collector has removed them. The requests make a sync that is under way be
     * followed by one that sees the Service gone.
     */
    public synchronized ImmutableList<SyncRequest> serviceGone(ServiceKey key) {
        Optional<ServiceFacts> before = Optional.ofNullable(services.remove(key));
        if (before.isEmpty()) {
            return ImmutableList.of();
        }
        pods.serviceGone(key);
        books.serviceGone(key);
        backlogs.forget(key);
        topology.drop(key);
        churn.drop(key);
        return concerns.ofService(key, before, Optional.empty());
    }

    /** A Pod that came or changed: the Services whose endpoints may differ by it (R3). */
    public synchronized ImmutableList<SyncRequest> podSeen(PodFacts pod) {
        Optional<PodFacts> before = pods.pod(pod.key());
        if (before.equals(Optional.of(pod))) {
            return ImmutableList.of();
        }
        Set<ServiceKey> affected = pods.podChanged(pod);
        affected.forEach(service ->
                backlogs.podChanged(service, pod.key(), before.filter(known -> selects(service(service), known))));
        nodes.podChanged(before, Optional.of(pod));
        return Concerns.ofPod(affected, before, Optional.of(pod));
    }

    /** A Pod that went: the Services that it was behind (R3). */
    public synchronized ImmutableList<SyncRequest> podGone(PodKey key) {
        Optional<PodFacts> before = pods.pod(key);
        nodes.podChanged(before, Optional.empty());
        Set<ServiceKey> left = pods.podGone(key);
        left.forEach(service -> backlogs.podChanged(service, key, before));
        return Concerns.ofPod(left, before, Optional.empty());
    }

    /**
     * A Node that came, or whose zone changed: the Services with Pods that name it (E7). If it changes the zones' shares of the
     * CPU, the Services whose hints by topology are wrong by that (H4). All else that a Node says of itself asks for nothing.
     */
    public synchronized ImmutableList<SyncRequest> nodeSeen(NodeFacts node) {
        Optional<NodeFacts> before = nodes.put(node);
        Set<ServiceKey> affected = new HashSet<>(topology.nodeChanged(before, Optional.of(node)));
        if (before.filter(known -> known.zone().equals(node.zone())).isEmpty()) {
            affected.addAll(podsChangedOn(node.name()));
        }
        return Concerns.ofNode(affected);
    }

    /**
     * A Node that went. It asks for no sync of its Pods' Services, as in the reference: its Pods go by themselves and cause
     * theirs, and until then what is published stays. The zones' shares may have changed, as above (H4).
     */
    public synchronized ImmutableList<SyncRequest> nodeGone(String name) {
        podsChangedOn(name);
        return Concerns.ofNode(topology.nodeChanged(nodes.remove(name), Optional.empty()));
    }

    /** What the Pods on that Node lead to may differ: their Services. */
    private Set<ServiceKey> podsChangedOn(String node) {
        Set<ServiceKey> affected = new HashSet<>();
        for (PodKey pod : nodes.podsOn(node)) {
            for (ServiceKey service : pods.servicesOf(pod)) {
                backlogs.podChanged(service, pod, pods.pod(pod));
                affected.add(service);
            }
        }
        return affected;
    }

    /** How many Nodes there are. */
    public synchronized int nodes() {
        return nodes.size();
    }

    /**
     * A slice of a Service with a selector that came or changed. Our own write shown asks for nothing unless a sync waits
     * for it; an edit by somebody else asks for a sync (R2), and so does a slice that appears at a Service whose slices have
     * been looked at. A write of ours that is shown before {@link #wrote} is told looks like an edit by somebody else, at
     * the cost of one sync that finds nothing to write.
     */
    public synchronized ImmutableList<SyncRequest> sliceSeen(Slice slice) {
        holders.put(slice);
        return concerns.ofEdits(books.slices().seen(slice));
    }

    /** A slice that went. If not we deleted it, a sync is asked for (R2). */
    public synchronized ImmutableList<SyncRequest> sliceGone(String namespace, String name) {
        ObjectKey key = new ObjectKey(namespace, name);
        holders.remove(key);
        return concerns.ofEdits(books.slices().gone(key));
    }

    /**
     * The informer has shown a whole list of slices of that resourceVersion. A slice that we wrote before that version and
     * that is not in the list has come and gone between two watches: no event will tell, so this does (R2).
     */
    public synchronized ImmutableList<SyncRequest> slicesListed(String resourceVersion) {
        return concerns.ofEdits(books.slices().listed(resourceVersion));
    }

    /** A mirrored slice that came or changed; as {@link #sliceSeen}. One of no Service has to be looked at in any case (M1). */
    public synchronized ImmutableList<SyncRequest> mirroredSeen(Slice slice) {
        ImmutableSet<SyncRequest> requests = books.mirrored().seen(slice);
        return Kind.SLICE
                .service(slice)
                .filter(key -> !services.containsKey(key))
                .map(key -> ImmutableList.of(new SyncRequest(ControllerName.MIRRORING, key, Cause.FOREIGN_EDIT)))
                .orElseGet(requests::asList);
    }

    /** A mirrored slice that went; as {@link #sliceGone}. */
    public synchronized ImmutableList<SyncRequest> mirroredGone(String namespace, String name) {
        return books.mirrored().gone(new ObjectKey(namespace, name)).asList();
    }

    /** As {@link #slicesListed}. */
    public synchronized ImmutableList<SyncRequest> mirroredListed(String resourceVersion) {
        return books.mirrored().listed(resourceVersion).asList();
    }

    /**
     * An Endpoints object that came or changed, whoever wrote it. Edits by others of what we write ask for a sync as those of
     * slices do (R2); what is to be mirrored asks for its mirroring (M1).
     */
    public synchronized ImmutableList<SyncRequest> endpointsSeen(LegacyEndpoints endpoints) {
        ServiceKey key = endpoints.service();
        boolean repeated = books.endpoints().get(key).equals(Optional.of(endpoints));
        ImmutableSet<SyncRequest> edits = books.endpoints().seen(endpoints);
        return repeated ? ImmutableList.of() : concerns.ofEndpoints(key, edits);
    }

    /** An Endpoints object that went. */
    public synchronized ImmutableList<SyncRequest> endpointsGone(ServiceKey key) {
        return concerns.ofEndpoints(key, books.endpoints().gone(key));
    }

    /** As {@link #slicesListed}. */
    public synchronized ImmutableList<SyncRequest> endpointsListed(String resourceVersion) {
        return concerns.ofEdits(books.endpoints().listed(resourceVersion));
    }

    /**
     * What no event will tell of: Endpoints objects that a controller made for Services that have gone since (L1), and
     * mirrored slices, whose Endpoints may have gone or changed. To be asked once, when everything has been shown.
     */
    public synchronized ImmutableList<SyncRequest> leftOver() {
        return concerns.atStart();
    }

    /** The Service with its Pods, their Nodes and its slices, by reference; empty if the Service is not there. */
    public synchronized Optional<ServiceSnapshot> snapshot(ServiceKey key) {
        return service(key).map(views::whole);
    }

    /**
     * For a sync of the slices of a Service that is there and has a selector (E1): what has changed since its last sync, or the
     * whole Service where that is not known or not enough. The sync says by {@link #committed} that it has made all its writes.
     */
    public synchronized Optional<SliceView> look(ServiceKey key) {
        return service(key)
                .filter(ServiceFacts::isSelecting)
                .map(service -> views.look(service, backlogs.slices().begin(key)));
    }

    /** For a sync of the Endpoints object of that name; as {@link #look}. */
    public synchronized EndpointsView lookAtEndpoints(ServiceKey key) {
        Optional<ServiceFacts> service = service(key);
        PodChanges changes = service.filter(ServiceFacts::isSelecting)
                .map(any -> backlogs.endpoints().begin(key))
                .orElse(PodChanges.UNKNOWN);
        return views.lookAtEndpoints(key, service, changes);
    }

    /** The Service with its Pods and its Endpoints object, by reference, whichever of them is there. */
    public synchronized EndpointsSnapshot endpointsSnapshot(ServiceKey key) {
        return views.wholeEndpoints(key, service(key));
    }

    /** The Service with its Endpoints object and the slices that mirror it, by reference, whichever of them is there. */
    public synchronized MirroringSnapshot mirroringSnapshot(ServiceKey key) {
        return views.mirroring(key, service(key));
    }

    /**
     * Whether the informer lacks something that the controller wrote for the Service (R2). If so, the event that makes the
     * view fresh asks for a sync.
     */
    public synchronized boolean isStale(ControllerName controller, ServiceKey key) {
        return books.isStale(controller, key);
    }

    /**
     * A create or an update that the controller made for the Service was answered: its view is stale until the informer
     * shows it.
     *
     * @param stored the metadata of the object in the answer
     */
    public synchronized void wrote(ControllerName controller, ServiceKey service, Metadata stored) {
        books.wrote(controller, service, stored, services.containsKey(service));
    }

    /**
     * The controller deleted an object for the Service, or it was gone already: its view is stale until the informer no
     * longer shows it.
     */
    public synchronized void deleted(ControllerName controller, ServiceKey service, Metadata deleted) {
        books.deleted(controller, service, deleted, services.containsKey(service));
    }

    /**
     * The sync of {@code service} that looked last has made all its writes. No matter if the Service has gone meanwhile, or has
     * made place for another of its name.
     *
     * @param settled whether what it saw need not be looked at again until it changes
     */
    public synchronized void committed(ControllerName controller, ServiceFacts service, boolean settled) {
        if (isStillThere(service)) {
            backlogs.committed(controller, service.key(), settled);
        }
    }

    /** As {@link #committed}: what the sync made of hints by topology is remembered until Nodes change (H4). */
    public synchronized void hinted(ServiceFacts service, ImmutableSortedMap<AddressType, ZoneHints> hints) {
        if (isStillThere(service)) {
            topology.committed(service.key(), hints);
        }
    }

    /** What is known of the churn of the Service's endpoints; it stays as it is until {@link #rewritten}. */
    public synchronized ChurnHistory churn(ServiceKey key) {
        return churn.look(key);
    }

    /** As {@link #committed}: what the sync wrote is remembered to pack the next one with foresight. */
    public synchronized void rewritten(ServiceFacts service, Rewrite rewrite) {
        if (isStillThere(service)) {
            churn.committed(service.key(), rewrite);
        }
    }

    /** As {@link #committed}: how many addresses the Pods offered, at least, if all offer the same ports. */
    public synchronized void offered(ServiceFacts service, OptionalInt addresses) {
        if (isStillThere(service)) {
            books.endpoints().committed(service.key(), addresses);
        }
    }

    private boolean isStillThere(ServiceFacts service) {
        return service(service.key())
                .filter(now -> now.uid().equals(service.uid()))
                .isPresent();
    }

    private static boolean selects(Optional<ServiceFacts> service, PodFacts pod) {
        return service.filter(facts -> facts.isSelecting() && facts.selects(pod.labels()))
                .isPresent();
    }

    private Optional<ServiceFacts> service(ServiceKey key) {
        return Optional.ofNullable(services.get(key));
    }
}
