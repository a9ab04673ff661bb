package io.endpointslice.cli.demo;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The slices as a consumer such as kube-proxy sees them: through a watch of its own, one event after the other. After each
 * event, an endpoint of a Pod that stays ready must still be in the union of its Service's slices.
 */
final class Publication implements Watcher<EndpointSlice>, AutoCloseable {
    private final Map<String, Slice> slices = new TreeMap<>();
    private final Multiset<Published> published = HashMultiset.create();
    private final Set<Address> steady = new HashSet<>();
    private final Watch watch;
    private long events;
    private long missing;
    private String lost = "";

    /** The address of a ready Pod. */
    record Address(String namespace, String ip) {}

    private record Published(ServiceKey service, String ip) {
        Address address() {
            return new Address(service.namespace(), ip);
        }
    }

    Publication(KubernetesClient client) {
        this.watch = client.discovery().v1().endpointSlices().inAnyNamespace().watch(this);
    }

    /** From now on, none of these may go once it is published. */
    synchronized void hold(Collection<Address> addresses) {
        steady.addAll(addresses);
    }

    /** From now on, these may go. */
    synchronized void release(Collection<Address> addresses) {
        steady.removeAll(addresses);
    }

    /** How often an endpoint went that was not to. */
    synchronized long missing() {
        return missing;
    }

    /** Events that were checked. */
    synchronized long events() {
        return events;
    }

    /** All slices, in order of their names. */
    synchronized ImmutableList<Slice> slices() {
        return ImmutableList.copyOf(slices.values());
    }

    /** The slices of the Service, in order of their names. */
    synchronized ImmutableList<Slice> slices(ServiceKey service) {
        return slices.values().stream()
                .filter(slice -> serviceOf(slice).equals(service))
                .collect(toImmutableList());
    }

    /**
     * Waits until the Service's ready endpoints are all of those and none of these.
     *
     * @return false if they were not by then
     */
    synchronized boolean awaitReady(ServiceKey service, Set<Address> all, Set<Address> none, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isReady(service, all, none)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private boolean isReady(ServiceKey service, Set<Address> all, Set<Address> none) {
        return all.stream().allMatch(address -> published.contains(new Published(service, address.ip())))
                && none.stream().noneMatch(address -> published.contains(new Published(service, address.ip())));
    }

    @Override
    public synchronized void eventReceived(Action action, EndpointSlice object) {
        String name =
                object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
        ImmutableList<Published> before = readyIn(Optional.ofNullable(slices.remove(name)));
        Optional<Slice> shown = action == Action.DELETED ? Optional.empty() : Optional.of(SliceCodec.fromApi(object));
        shown.ifPresent(slice -> slices.put(name, slice));
        events++;
        published.addAll(readyIn(shown));
        before.forEach(published::remove);
        missing += before.stream()
                .filter(endpoint -> !published.contains(endpoint) && steady.contains(endpoint.address()))
                .count();
        notifyAll();
    }

    @Override
    public synchronized void onClose(WatcherException cause) {
        lost = String.valueOf(cause.getMessage());
    }

    /**
     * Fails if not every event was seen.
     *
     * @throws IllegalStateException if the watch has ended by itself
     */
    synchronized void checkComplete() {
        if (!lost.isEmpty()) {
            throw new IllegalStateException("the demo's own watch of the slices was lost: " + lost);
        }
    }

    private static ImmutableList<Published> readyIn(Optional<Slice> slice) {
        return slice.stream()
                .flatMap(present -> present.endpoints().stream()
                        .filter(endpoint -> endpoint.conditions().isReady())
                        .flatMap(endpoint -> endpoint.addresses().stream())
                        .map(ip -> new Published(serviceOf(present), ip)))
                .collect(toImmutableList());
    }

    private static ServiceKey serviceOf(Slice slice) {
        String name = slice.meta().labels().getOrDefault(KubernetesNames.SERVICE_NAME_LABEL, "");
        return new ServiceKey(slice.meta().namespace(), name.isEmpty() ? "-" : name);
    }

    @Override
    public void close() {
        watch.close();
    }
}
