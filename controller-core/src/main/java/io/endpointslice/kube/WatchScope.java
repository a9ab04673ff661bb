package io.endpointslice.kube;

import com.google.common.collect.ImmutableSet;
import io.endpointslice.config.ControllerName;
import java.util.Optional;

/**
 * What has to be watched.
 *
 * @param namespace the only one to look at, or empty for all; Nodes are always all
 * @param controllers what only the others need is not watched
 */
public record WatchScope(Optional<String> namespace, ImmutableSet<ControllerName> controllers) {
    /** Endpoints are what one controller writes and another one reads. */
    boolean needsEndpoints() {
        return controllers.contains(ControllerName.ENDPOINTS) || controllers.contains(ControllerName.MIRRORING);
    }

    boolean needsMirrored() {
        return controllers.contains(ControllerName.MIRRORING);
    }
}
