package io.endpointslice.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on the events of one informer. An object that cannot be read is named in one line of the log and skipped: what was known of
 * it before stays, and the informer goes on.
 */
final class FactsHandler<T extends HasMetadata> implements ResourceEventHandler<T> {
    private static final Logger LOG = LoggerFactory.getLogger(FactsHandler.class);

    private final Consumer<T> seen;
    private final Consumer<T> gone;
    private final Consumer<String> listed;

    /**
     * @param seen takes in an object that was added or changed
     * @param gone takes in that an object is no longer there; has namespace and name at least
     * @param listed takes in the resourceVersion of each complete list, after all its objects were taken in
     */
    FactsHandler(Consumer<T> seen, Consumer<T> gone, Consumer<String> listed) {
        this.seen = seen;
        this.gone = gone;
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
        listed.accept(resourceVersion);
    }

    private void take(T object, Consumer<T> change) {
        try {
            change.accept(object);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} {} cannot be read and is skipped: {}",
                    object.getKind(),
                    Cache.metaNamespaceKeyFunc(object),
                    OneLine.of(e));
        }
    }
}
