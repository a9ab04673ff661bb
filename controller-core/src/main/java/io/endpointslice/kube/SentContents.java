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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What was sent and has not come back yet. A write comes back as an event, whole: a slice of 25 KB, an Endpoints object of up to
 * 250 KB. If its content has the same bytes, to the last one, then it is the same, whoever wrote it, and need not be parsed. If an
 * admission plugin, another writer or another version of the API server made something else of it, it has not, and is read as ever.
 *
 * <p>Safe for several threads. An object's next event ends the waiting, whatever content it shows. Where there is none, as between
 * two watches, or its metadata are not where API servers put them, what was sent gives way to what is sent later.
 */
final class SentContents {
    /** Some thousand slices, or fifty large Endpoints objects. */
    private static final long MOST_BYTES = 8L << 20;

    private record Sent(Write write, ObjectBody body) {}

    /** Of each object what was sent last. */
    private final Cache<ObjectName, Sent> outstanding = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((ObjectName name, Sent sent) -> sent.body().length())
            .executor(Runnable::run)
            .build();

    private final AtomicLong changed = new AtomicLong();

    /** How many have come back with another content. */
    long changed() {
        return changed.get();
    }

    /** Whether nothing is awaited, so that it makes no sense to look. */
    boolean isEmpty() {
        return outstanding.asMap().isEmpty();
    }

    /** Takes in what is about to be sent. What has no name yet is not awaited, nor what a server stores in another way. */
    void add(Write write, ObjectBody body) {
        if (!write.meta().name().isEmpty() && isStoredAsItIs(write)) {
            outstanding.put(ObjectName.of(write, write.meta()), new Sent(write, body));
        }
    }

    /** Takes back what was not stored. */
    void remove(Write write) {
        outstanding.invalidate(ObjectName.of(write, write.meta()));
    }

    /**
     * The object of an event, if its content is what was sent last to such an object. That is not awaited any more in any case: an
     * object is not written again before its view has caught up, so what differs was made of it on its way, or is another's, and
     * ours will be refused.
     *
     * @param isShown whether the event shows that content behind the metadata
     */
    Optional<HasMetadata> take(String kind, Metadata meta, Predicate<ObjectBody> isShown) {
        Sent sent = outstanding.asMap().remove(new ObjectName(kind, meta.namespace(), meta.name()));
        if (sent == null) {
            return Optional.empty();
        }
        if (!isShown.test(sent.body())) {
            changed.incrementAndGet();
            return Optional.empty();
        }
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
}
