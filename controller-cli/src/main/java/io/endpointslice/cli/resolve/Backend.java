package io.endpointslice.cli.resolve;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Ordering;
import com.google.common.net.InetAddresses;
import com.google.common.primitives.UnsignedBytes;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One address and port that a Service's port leads to.
 *
 * @param host an IP address in canonical form
 * @param type IPv4 or IPv6
 * @param port absent if the Service has no ports
 * @param endpoint what is published of it
 * @param sources names of the objects that it stands in
 */
public record Backend(
        String host, AddressType type, OptionalInt port, Endpoint endpoint, ImmutableSortedSet<String> sources) {
    private static final Comparator<Backend> BY_ADDRESS = Comparator.comparing(
            backend -> InetAddresses.forString(backend.host).getAddress(), UnsignedBytes.lexicographicalComparator());

    /** IPv4 before IPv6, then by address as a number, then by port. */
    static final Ordering<Backend> ORDER = Ordering.from(Comparator.comparing(Backend::type)
            .thenComparing(BY_ADDRESS)
            .thenComparingInt(backend -> backend.port.orElse(0)));

    /** What makes two entries the same backend for a consumer. */
    record Socket(String host, OptionalInt port) {}

    Socket socket() {
        return new Socket(host, port);
    }

    Conditions conditions() {
        return endpoint.conditions();
    }

    boolean isReady() {
        return conditions().isReady();
    }

    /** Finishes its requests while it goes: the last resort of kube-proxy. */
    boolean isServingTerminating() {
        return conditions().isServing() && conditions().isTerminating();
    }

    /** For people: {@code Pod/web-1}; absent if nothing is known to be behind it. */
    Optional<String> target() {
        return endpoint.targetRef().map(ref -> ref.kind() + "/" + ref.name());
    }

    /** For people: {@code ready}, {@code serving, terminating}, {@code not ready}, {@code terminating}. */
    String state() {
        if (isReady()) {
            return "ready";
        }
        if (isServingTerminating()) {
            return "serving, terminating";
        }
        return conditions().isTerminating() ? "terminating" : "not ready";
    }

    /**
     * This one with the sources of both, or that one if it is the better entry for the same address and port: a Pod that
     * runs is preferred to one that goes, since an address may have been given to a new Pod; then ready to not ready.
     */
    Backend or(Backend other) {
        Backend better = rank(other) > rank(this) ? other : this;
        return new Backend(
                host,
                type,
                port,
                better.endpoint,
                ImmutableSortedSet.<String>naturalOrder()
                        .addAll(sources)
                        .addAll(other.sources)
                        .build());
    }

    private static int rank(Backend backend) {
        return (backend.conditions().isTerminating() ? 0 : 4)
                + (backend.isReady() ? 2 : 0)
                + (backend.conditions().isServing() ? 1 : 0);
    }
}
