package io.endpointslice.e2e;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The slices of a namespace as a client sees them who watches: every event in the API server's order. It counts writes and
 * hands the slices that stand after each event to a {@link GapWatcher}. An informer would not do: after a lost watch it
 * tells the differences one by one, and so shows states that never were.
 */
final class SliceWatch implements AutoCloseable {
    private final KubernetesClient client;
    private final String namespace;
    private final GapWatcher gaps;
    private final ExecutorService relists = Executors.newSingleThreadExecutor();
    private final Map<String, EndpointSlice> slices = new HashMap<>();
    private Optional<Watch> watch = Optional.empty();
    private boolean closed;
    private int creates;
    private int updates;
    private int deletes;

    SliceWatch(KubernetesClient client, String namespace, GapWatcher gaps) {
        this.client = client;
        this.namespace = namespace;
        this.gaps = gaps;
        start();
    }

    /** Writes that the watch has seen; a write that changed nothing is none. */
    record Writes(int creates, int updates, int deletes) {
        int total() {
            return creates + updates + deletes;
        }

        Writes since(Writes before) {
            return new Writes(creates - before.creates, updates - before.updates, deletes - before.deletes);
        }
    }

    synchronized Writes writes() {
        return new Writes(creates, updates, deletes);
    }

    /** The slices of a Service, as they stand now. */
    synchronized List<EndpointSlice> of(String service) {
        return slices.values().stream()
                .filter(slice ->
                        Objects.equals(slice.getMetadata().getLabels().get("kubernetes.io/service-name"), service))
                .toList();
    }

    @Override
    public void close() {
        Optional<Watch> last;
        synchronized (this) {
            closed = true;
            last = watch;
        }
        last.ifPresent(Watch::close);
        relists.shutdownNow();
    }

    /** Lists, then watches from there on. After an API server was away, the list stands for the events that were missed. */
    private void start() {
        EndpointSliceList list =
                client.discovery().v1().endpointSlices().inNamespace(namespace).list();
        list.getItems().forEach(SliceWatch::fillIn);
        restart(list.getItems());
        Watch started = client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .watch(
                        new ListOptionsBuilder()
                                .withResourceVersion(list.getMetadata().getResourceVersion())
                                .build(),
                        new Events());
        synchronized (this) {
            watch = Optional.of(started);
            if (closed) {
                started.close();
            }
        }
    }

    private synchronized void restart(List<EndpointSlice> listed) {
        Map<String, EndpointSlice> before = new HashMap<>(slices);
        slices.clear();
        for (EndpointSlice slice : listed) {
            EndpointSlice known = before.remove(slice.getMetadata().getName());
            slices.put(slice.getMetadata().getName(), slice);
            if (known == null) {
                creates++;
            } else if (!version(known).equals(version(slice))) {
                updates++;
            }
        }
        deletes += before.size();
        gaps.see(slices.values(), "a new list");
    }

    private synchronized void take(Watcher.Action action, EndpointSlice slice) {
        String name = slice.getMetadata().getName();
        if (action == Watcher.Action.DELETED) {
            deletes++;
            slices.remove(name);
        } else {
            creates += action == Watcher.Action.ADDED ? 1 : 0;
            updates += action == Watcher.Action.MODIFIED ? 1 : 0;
            slices.put(name, slice);
        }
        gaps.see(slices.values(), action + " of slice " + name);
    }

    /** The API server writes lists without elements as null. */
    private static void fillIn(EndpointSlice slice) {
        slice.setEndpoints(Optional.ofNullable(slice.getEndpoints()).orElseGet(List::of));
        slice.setPorts(Optional.ofNullable(slice.getPorts()).orElseGet(List::of));
    }

    private static String version(EndpointSlice slice) {
        return slice.getMetadata().getResourceVersion();
    }

    private void startAgain() {
        List<KubernetesClientException> failures = new ArrayList<>();
        boolean started = Eventually.isTrue(Eventually.PATIENCE, () -> {
            try {
                start();
                return true;
            } catch (KubernetesClientException e) {
                failures.add(e);
                return false;
            }
        });
        if (!started) {
            gaps.blind("the watch of the test ended: " + failures.get(failures.size() - 1));
        }
    }

    private final class Events implements Watcher<EndpointSlice> {
        @Override
        public void eventReceived(Action action, EndpointSlice slice) {
            if (action == Action.ADDED || action == Action.MODIFIED || action == Action.DELETED) {
                fillIn(slice);
                take(action, slice);
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            synchronized (SliceWatch.this) {
                if (!closed) {
                    relists.execute(SliceWatch.this::startAgain);
                }
            }
        }
    }
}
