package io.endpointslice.cli.resolve;

import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import io.endpointslice.cli.cluster.ServiceObject.FrontPort;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.ServiceKey;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a consumer makes of what is published for a Service.
 *
 * @param consumer where it runs
 * @param source the kind of object that was read
 * @param ports one for each port that was asked for and each address type
 * @param notes a line for each thing that consumers have to leave out, or cannot know
 */
public record Resolution(
        ServiceKey service,
        Consumer consumer,
        Source source,
        ImmutableList<OfPort> ports,
        ImmutableList<String> notes) {
    /** The kinds of objects that consumers read. */
    public enum Source {
        SLICES("EndpointSlice"),
        ENDPOINTS("Endpoints");

        private final String kind;

        Source(String kind) {
            this.kind = kind;
        }

        /** The kind in the API. */
        String kind() {
            return kind;
        }
    }

    /**
     * The backends of one port in one address type.
     *
     * @param port absent for a Service that has no ports
     * @param all in the order of {@link Backend#ORDER}
     * @param routing which of them the consumer uses
     * @param loss what the slices have beyond these; absent if these are those of the slices
     */
    public record OfPort(
            Optional<FrontPort> port,
            AddressType type,
            ImmutableList<Backend> all,
            Routing routing,
            Optional<Loss> loss) {
        long ready() {
            return all.stream().filter(Backend::isReady).count();
        }

        /**
         * What a consumer in each zone uses, of those that an endpoint is in or is hinted for. Empty if there are no hints:
         * then all use the same.
         */
        ImmutableSortedMap<String, Routing> byZone() {
            ImmutableSortedSet<String> hinted = zones(endpoint -> endpoint.hints().forZones().stream());
            ImmutableSortedSet<String> all =
                    zones(endpoint -> Stream.concat(Stream.of(endpoint.zone()), endpoint.hints().forZones().stream()));
            return hinted.isEmpty() ? ImmutableSortedMap.of() : ImmutableSortedMap.copyOf(Maps.asMap(all, this::from));
        }

        private Routing from(String zone) {
            return Routing.of(all, new Consumer(zone, ""), false);
        }

        private ImmutableSortedSet<String> zones(Function<Endpoint, Stream<String>> zonesOf) {
            return all.stream()
                    .map(Backend::endpoint)
                    .flatMap(zonesOf)
                    .filter(zone -> !zone.isEmpty())
                    .collect(toImmutableSortedSet(Comparator.naturalOrder()));
        }
    }

    /**
     * How the ready backends of a legacy Endpoints object differ from those of the slices.
     *
     * @param ready in the slices
     * @param lost of these, not in Endpoints
     * @param alone in Endpoints, not ready in the slices
     * @param truncated the Endpoints object says that it does not hold all
     */
    public record Loss(int ready, int lost, int alone, boolean truncated) {}
}
