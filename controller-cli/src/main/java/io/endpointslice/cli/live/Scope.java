package io.endpointslice.cli.live;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * Which Services of a cluster are meant.
 *
 * @param namespace empty for all
 * @param selector a label selector on Services, as kubectl takes it; empty for all
 * @param names of Services; empty for all
 */
public record Scope(Optional<String> namespace, Optional<String> selector, ImmutableSet<String> names) {
    /** Whether all Services of the namespaces are meant. */
    boolean isWhole() {
        return selector.isEmpty() && names.isEmpty();
    }
}
