package io.endpointslice.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One port of a slice. Unset is not the same as empty: an API server fills in the name, but a slice that
 * got past it without one is another group (E6).
 */
public record EndpointPort(
        Optional<String> name, Optional<String> protocol, OptionalInt port, Optional<String> appProtocol)
        implements Comparable<EndpointPort> {
    private static final Comparator<EndpointPort> ORDER = Comparator.comparing((EndpointPort p) -> p.name.orElse(""))
            .thenComparing(p -> p.name.isPresent())
            .thenComparingInt(p -> p.port.orElse(-1))
            .thenComparing(p -> p.protocol.orElse(""))
            .thenComparing(p -> p.protocol.isPresent())
            .thenComparing(p -> p.appProtocol.orElse(""))
            .thenComparing(p -> p.appProtocol.isPresent());

    @Override
    public int compareTo(EndpointPort other) {
        return ORDER.compare(this, other);
    }
}
