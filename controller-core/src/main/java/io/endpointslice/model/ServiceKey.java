package io.endpointslice.model;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Comparator;

/**
 * Namespace and name of a Service: the key of all work (R1).
 *
 * @param namespace never empty
 * @param name never empty
 */
public record ServiceKey(String namespace, String name) implements Comparable<ServiceKey> {
    private static final Comparator<ServiceKey> ORDER =
            Comparator.comparing(ServiceKey::namespace).thenComparing(ServiceKey::name);

    public ServiceKey {
        checkArgument(!namespace.isEmpty(), "a Service's namespace is empty");
        checkArgument(!name.isEmpty(), "a Service's name is empty");
    }

    @Override
    public int compareTo(ServiceKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code namespace/name}. */
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
