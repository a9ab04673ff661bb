package io.endpointslice.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer must remember of its objects, and no more: the key, to find deletions in a list, and the
 * resourceVersion, to tell changes from repetitions. The facts that are read from the objects are the only copy of them.
 *
 * <p>Events carry the new object whole. The old object of an update, and the object of a deletion that was found in a
 * list, have namespace, name and resourceVersion only.
 */
final class VersionStore<T extends HasMetadata> implements ItemStore<T> {
    private final ConcurrentMap<String, String> versions = new ConcurrentHashMap<>();
    private final Supplier<T> empty;

    VersionStore(Supplier<T> empty) {
        this.empty = empty;
    }

    @Override
    public String getKey(T object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public @Nullable T put(String key, T object) {
        String version = object.getMetadata().getResourceVersion();
        return reduced(key, versions.put(key, version == null ? "" : version));
    }

    @Override
    public @Nullable T remove(String key) {
        return reduced(key, versions.remove(key));
    }

    @Override
    public Stream<String> keySet() {
        return versions.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return versions.entrySet().stream().map(entry -> object(entry.getKey(), entry.getValue()));
    }

    @Override
    public int size() {
        return versions.size();
    }

    @Override
    public @Nullable T get(String key) {
        return reduced(key, versions.get(key));
    }

    /** Objects of the first list are handed on page by page, since they cannot be taken from here afterwards. */
    @Override
    public boolean isFullState() {
        return false;
    }

    private @Nullable T reduced(String key, @Nullable String version) {
        return version == null ? null : object(key, version);
    }

    private T object(String key, String version) {
        int slash = key.indexOf('/');
        T object = empty.get();
        ObjectMeta meta = new ObjectMeta();
        meta.setNamespace(slash < 0 ? null : key.substring(0, slash));
        meta.setName(key.substring(slash + 1));
        meta.setResourceVersion(version);
        object.setMetadata(meta);
        return object;
    }
}
