package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;

/**
 * What makes an endpoint the same one in two places (E9). Any other difference is an update in place.
 *
 * @param addresses sorted
 * @param hostname empty if unset
 * @param namespace namespace of the targetRef, empty if there is none
 * @param name name of the targetRef, empty if there is none
 */
public record EndpointIdentity(ImmutableList<String> addresses, String hostname, String namespace, String name)
        implements Comparable<EndpointIdentity> {
    private static final Comparator<EndpointIdentity> ORDER = Comparator.comparing(EndpointIdentity::namespace)
            .thenComparing(EndpointIdentity::name)
            .thenComparing(EndpointIdentity::hostname)
            .thenComparing(EndpointIdentity::addresses, Comparator.comparing(Object::toString));

    @Override
    public int compareTo(EndpointIdentity other) {
        return ORDER.compare(this, other);
    }

    /** For people: the Pod's name, or the addresses where there is none. */
    @Override
    public String toString() {
        return name.isEmpty() ? String.join(",", addresses) : name;
    }
}
