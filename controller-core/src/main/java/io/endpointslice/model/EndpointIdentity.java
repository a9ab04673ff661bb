package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

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
    // equals and hashCode are asked a thousand times in a sync, and those of a record are slow unless C2 has compiled
    // them

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof EndpointIdentity that
                && name.equals(that.name)
                && namespace.equals(that.namespace)
                && addresses.equals(that.addresses)
                && hostname.equals(that.hostname);
    }

    /** Of the name alone, where there is one: seldom have two endpoints of a Service the same. */
    @Override
    public int hashCode() {
        return name.isEmpty() ? addresses.hashCode() : name.hashCode();
    }

    /** By namespace, name, hostname, then addresses. */
    @Override
    public int compareTo(EndpointIdentity other) {
        int order = namespace.equals(other.namespace) ? 0 : namespace.compareTo(other.namespace);
        if (order == 0) {
            order = name.compareTo(other.name);
        }
        if (order == 0) {
            order = hostname.compareTo(other.hostname);
        }
        return order == 0 ? addresses.toString().compareTo(other.addresses.toString()) : order;
    }

    /** For people: the Pod's name, or the addresses where there is none. */
    @Override
    public String toString() {
        return name.isEmpty() ? String.join(",", addresses) : name;
    }
}
