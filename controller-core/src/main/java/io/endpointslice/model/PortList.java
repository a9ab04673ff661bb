package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The whole port list of a slice, the identity of a group (E6): two lists with the same ports in another order are equal.
 *
 * @param ports sorted by name, then number
 */
public record PortList(ImmutableList<EndpointPort> ports) implements Comparable<PortList> {
    /** No port: a placeholder (E13), a headless Service without ports, or Pods that have none of the named ports. */
    public static final PortList EMPTY = new PortList(ImmutableList.of());

    public PortList {
        ports = ImmutableList.sortedCopyOf(ports);
    }

    // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof PortList that && ports.equals(that.ports);
    }

    @Override
    public int hashCode() {
        return ports.hashCode();
    }

    @Override
    public int compareTo(PortList other) {
        if (equals(other)) {
            return 0;
        }
        for (int i = 0; i < Math.min(ports.size(), other.ports.size()); i++) {
            int order = ports.get(i).compareTo(other.ports.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ports.size(), other.ports.size());
    }

    /** For people: {@code http:8080/TCP,metrics:9090/TCP}, or {@code -} if there is no port. */
    @Override
    public String toString() {
        return ports.isEmpty() ? "-" : ports.stream().map(PortList::describe).collect(Collectors.joining(","));
    }

    private static String describe(EndpointPort port) {
        String name = port.name().filter(n -> !n.isEmpty()).map(n -> n + ":").orElse("");
        String number = port.port().isPresent() ? Integer.toString(port.port().getAsInt()) : "*";
        return name + number + "/" + port.protocol().orElse("TCP");
    }
}
