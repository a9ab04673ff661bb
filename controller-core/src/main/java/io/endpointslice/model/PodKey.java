package io.endpointslice.model;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Namespace and name of a Pod.
 *
 * @param namespace never empty
 * @param name never empty
 */
public record PodKey(String namespace, String name) {
    public PodKey {
        checkArgument(!namespace.isEmpty(), "a Pod's namespace is empty");
        checkArgument(!name.isEmpty(), "a Pod's name is empty");
    }

    /** {@code namespace/name}. */
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
