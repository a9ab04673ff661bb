package io.endpointslice.cli.resolve;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.mapping.IpAddresses;
import io.endpointslice.mapping.IpAddresses.IpAddress;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The backends of one port, merged over all objects that publish them.
 *
 * @param all each address and port once, in the order of {@link Backend#ORDER}
 * @param notes a line for each thing that consumers have to leave out
 */
record Backends(ImmutableList<Backend> all, ImmutableList<String> notes) {
    /** Those of one address type. */
    ImmutableList<Backend> of(AddressType type) {
        return all.stream().filter(backend -> backend.type() == type).collect(toImmutableList());
    }

    /** Takes entries in any order; the result does not depend on it. */
    static final class Merge {
        private final Map<Backend.Socket, Backend> backends = new LinkedHashMap<>();
        private final Set<String> notes = new LinkedHashSet<>();
        private final String kind;

        /**
         * @param kind of the published objects, for the notes
         */
        Merge(String kind) {
            this.kind = kind;
        }

        /**
         * An entry of a published object.
         *
         * @param source the object's name
         * @param address as it stands there; what is no IP address is left out with a note
         */
        void add(String source, String address, OptionalInt port, Endpoint endpoint) {
            Optional<IpAddress> ip = IpAddresses.parse(address);
            if (ip.isEmpty()) {
                note("address '" + address + "' in " + kind + " " + source + " is left out: it is not an IP address");
                return;
            }
            Backend backend =
                    new Backend(ip.get().text(), ip.get().type(), port, endpoint, ImmutableSortedSet.of(source));
            backends.merge(backend.socket(), backend, Backend::or);
        }

        void note(String line) {
            notes.add(line);
        }

        Backends result() {
            return new Backends(Backend.ORDER.immutableSortedCopy(backends.values()), ImmutableList.copyOf(notes));
        }
    }
}
