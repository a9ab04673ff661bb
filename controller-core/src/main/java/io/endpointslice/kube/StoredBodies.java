package io.endpointslice.kube;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.endpointslice.kube.protobuf.Body;
import io.endpointslice.model.Metadata;
import io.endpointslice.plan.Write;
import java.util.Optional;

/**
 * The bytes of objects that were written last, most of which can be copied when such an object is written again: of a slice of
 * 100 endpoints mostly one has changed. Nothing depends on what is known here but time.
 *
 * <p>Safe for several threads.
 */
final class StoredBodies {
    /** Some hundred slices, or fifty large Endpoints objects: those that are written again and again. */
    private static final long MOST_BYTES = 8L << 20;

    private final Cache<ObjectName, Body> bodies = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((ObjectName name, Body body) -> body.weight())
            .executor(Runnable::run)
            .build();

    /** The bytes of the object before that write, if they are known. */
    Optional<Body> before(Write write) {
        return Optional.ofNullable(bodies.getIfPresent(ObjectName.of(write, write.meta())));
    }

    /**
     * Takes in what was written.
     *
     * @param stored what the API server has made of the metadata: a new object has got its name
     */
    void add(Write write, Metadata stored, Body body) {
        bodies.put(ObjectName.of(write, stored), body);
    }

    /** Forgets an object that is gone. */
    void remove(Write write) {
        bodies.invalidate(ObjectName.of(write, write.meta()));
    }
}
