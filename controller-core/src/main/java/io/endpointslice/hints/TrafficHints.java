package io.endpointslice.hints;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hinting;
import io.endpointslice.model.Hints;

/** Hints by {@code spec.trafficDistribution}: every endpoint speaks for itself (H1). */
public final class TrafficHints {
    private TrafficHints() {}

    /** The endpoint with the hints that it should have: its own zone, and its own node where that is asked for. */
    public static Endpoint on(Endpoint endpoint, Hinting hinting) {
        boolean byZone = hinting == Hinting.SAME_ZONE || hinting == Hinting.SAME_NODE;
        if (!byZone || !endpoint.conditions().isReady()) {
            return endpoint.withHints(Hints.NONE);
        }
        return endpoint.withHints(new Hints(
                named(endpoint.zone()),
                hinting == Hinting.SAME_NODE ? named(endpoint.nodeName()) : ImmutableList.of()));
    }

    /**
     * Whether the hints that are published for an endpoint have to be corrected for their own sake. Hints of an endpoint that
     * is not ready are ignored by everyone as long as others have theirs, and go with the next write (Q7).
     */
    public static boolean areWrong(Hinting hinting, Endpoint desired, Endpoint published) {
        boolean matter = hinting == Hinting.NONE || desired.conditions().isReady();
        return matter && !desired.hints().equals(published.hints());
    }

    private static ImmutableList<String> named(String name) {
        return name.isEmpty() ? ImmutableList.of() : ImmutableList.of(name);
    }
}
