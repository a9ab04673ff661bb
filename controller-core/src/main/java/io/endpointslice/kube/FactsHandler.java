package io.endpointslice.kube;

import com.google.common.collect.ImmutableList;
import io.endpointslice.state.SyncRequest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the events of one informer into facts, and hands on the syncs that they ask for. An object that cannot be read is
 * named in one line of the log and skipped: what was known of it before stays, and the informer goes on.
 */
final class FactsHandler<T extends HasMetadata> implements ResourceEventHandler<T> {
    private static final Logger LOG = LoggerFactory.getLogger(FactsHandler.class);

    private final Function<T, ImmutableList<SyncRequest>> seen;
    private final Function<T, ImmutableList<SyncRequest>> gone;
    private final Consumer<SyncRequest> requests;
    private final Function<String, ImmutableList<SyncRequest>> listed;

    /**
     * @param seen takes in an object that was added or changed
     * @param gone takes in that an object is no longer there; has namespace and name at least
     * @param requests gets the syncs that follow, in order
     * @param listed takes in the resourceVersion of each complete list, after all its objects were taken in
     */
    FactsHandler(
            Function<T, ImmutableList<SyncRequest>> seen,
            Function<T, ImmutableList<SyncRequest>> gone,
            Consumer<SyncRequest> requests,
            Function<String, ImmutableList<SyncRequest>> listed) {
        this.seen = seen;
        this.gone = gone;
        this.requests = requests;
        this.listed = listed;
    }

    @Override
    public void onAdd(T object) {
        take(object, seen);
    }

    @Override
    public void onUpdate(T before, T object) {
        take(object, seen);
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
        take(object, gone);
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
        listed.apply(resourceVersion).forEach(requests);
    }

    private void take(T object, Function<T, ImmutableList<SyncRequest>> change) {
        try {
            change.apply(object).forEach(requests);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} {} cannot be read and is skipped: {}",
                    object.getKind(),
                    Cache.metaNamespaceKeyFunc(object),
                    OneLine.of(e));
        }
    }
}
