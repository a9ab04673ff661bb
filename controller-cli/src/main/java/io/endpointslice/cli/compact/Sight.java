package io.endpointslice.cli.compact;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import java.util.HashMap;
import java.util.Map;

/**
 * A Service as it was seen, to tell whether anybody else has touched it.
 *
 * @param versions the resourceVersion of each slice, by its name and uid
 */
record Sight(ServiceFacts service, ImmutableSet<PodFacts> pods, ImmutableMap<String, String> versions) {
    static Sight of(ServiceSnapshot snapshot) {
        return new Sight(
                snapshot.service(),
                ImmutableSet.copyOf(snapshot.pods()),
                snapshot.slices().stream()
                        .map(Slice::meta)
                        .collect(toImmutableMap(Sight::identity, Metadata::resourceVersion)));
    }

    private static String identity(Metadata meta) {
        return meta.name() + " " + meta.uid();
    }

    /** Whether that is the same Service, with the same Pods, and the same slices at the same versions. */
    boolean isOf(ServiceSnapshot now) {
        return equals(of(now));
    }

    /** The same after a slice was written. */
    Sight written(Metadata stored) {
        Map<String, String> all = new HashMap<>(versions);
        all.put(identity(stored), stored.resourceVersion());
        return new Sight(service, pods, ImmutableMap.copyOf(all));
    }

    /** The same after a slice was deleted. */
    Sight deleted(Metadata meta) {
        Map<String, String> all = new HashMap<>(versions);
        all.remove(identity(meta));
        return new Sight(service, pods, ImmutableMap.copyOf(all));
    }
}
