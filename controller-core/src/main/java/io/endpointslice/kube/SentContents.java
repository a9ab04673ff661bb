package io.endpointslice.kube;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was sent and has not come back yet. A write comes back as an event, whole: a slice of 25 KB, an Endpoints object of up to
 * 250 KB. If its content has the same bytes, to the last one, then it is the same, whoever wrote it, and need not be parsed. If an
 * admission plugin, another writer or another version of the API server made something else of it, it has not, and is read as ever.
 *
 * <p>Safe for several threads. What never comes back gives way to what is sent later.
 */
final class SentContents {
    /** Some thousand slices, or fifty large Endpoints objects. */
    private static final long MOST_BYTES = 8L << 20;

    /** One object. Of each the content that was sent last is known. */
    private record Key(String kind, String namespace, String name) {}

    private record Sent(Write write, ObjectBody body) {}

    private final Cache<Key, Sent> outstanding = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Sent sent) -> sent.body().length())
            .executor(Runnable::run)
            .build();

    /** Whether nothing is awaited, so that it makes no sense to look. */
    boolean isEmpty() {
        return outstanding.asMap().isEmpty();
    }

    /** Takes in what is about to be sent. What has no name yet is not awaited, nor what a server stores in another way. */
    void add(Write write, ObjectBody body) {
        if (!write.meta().name().isEmpty() && isStoredAsItIs(write)) {
            outstanding.put(key(write), new Sent(write, body));
        }
    }

    /** Takes back what was not stored. */
    void remove(Write write) {
        outstanding.invalidate(key(write));
    }

    /**
     * The object of an event, if its content is what was sent last to such an object.
     *
     * @param isShown whether the event shows that content behind the metadata
     */
    Optional<HasMetadata> take(String kind, Metadata meta, Predicate<ObjectBody> isShown) {
        Key key = new Key(kind, meta.namespace(), meta.name());
        Sent sent = outstanding.getIfPresent(key);
        if (sent == null || !isShown.test(sent.body())) {
            return Optional.empty();
        }
        outstanding.asMap().remove(key, sent);
        return Optional.of(object(sent.write(), meta));
    }

    private static HasMetadata object(Write write, Metadata meta) {
        if (write instanceof SliceWrite slice) {
            Slice sent = slice.slice();
            Slice shown = new Slice(meta, sent.addressType(), sent.ports(), sent.endpoints());
            return new KnownSlice(meta, () -> shown);
        }
        LegacyEndpoints shown =
                new LegacyEndpoints(meta, ((EndpointsWrite) write).endpoints().subsets());
        return new KnownEndpoints(meta, () -> shown);
    }

    private static boolean isStoredAsItIs(Write write) {
        return !(write instanceof EndpointsWrite endpoints) || EndpointsCodec.isStoredAsItIs(endpoints.endpoints());
    }

    private static Key key(Write write) {
        String kind = write instanceof SliceWrite ? SliceCodec.KIND : EndpointsCodec.KIND;
        return new Key(kind, write.meta().namespace(), write.meta().name());
    }
}
