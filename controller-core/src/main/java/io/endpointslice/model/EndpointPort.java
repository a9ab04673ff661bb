package io.endpointslice.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

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

    // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof EndpointPort that
                && port.equals(that.port)
                && name.equals(that.name)
                && protocol.equals(that.protocol)
                && appProtocol.equals(that.appProtocol);
    }

    /** Of the number and the name alone: seldom have two ports of a Service the same. */
    @Override
    public int hashCode() {
        return 31 * port.hashCode() + name.hashCode();
    }

    @Override
    public int compareTo(EndpointPort other) {
        return ORDER.compare(this, other);
    }
}
