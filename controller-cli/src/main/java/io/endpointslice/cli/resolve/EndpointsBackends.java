package io.endpointslice.cli.resolve;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ServiceObject.FrontPort;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.Hints;
import io.endpointslice.model.LegacyEndpoints;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a legacy Endpoints object. It knows ready and not ready only: no zones, no hints, no terminating Pods. */
final class EndpointsBackends {
    private static final Conditions READY = Conditions.of(true, true, false);
    private static final Conditions NOT_READY = Conditions.of(false, false, false);

    private EndpointsBackends() {}

    /**
     * The backends of one port of a Service.
     *
     * @param port absent for a Service that has no ports
     */
    static Backends of(LegacyEndpoints object, Optional<FrontPort> port) {
        Backends.Merge merge = new Backends.Merge("Endpoints");
        for (EndpointSubset subset : object.subsets()) {
            number(subset, port).ifPresent(number -> {
                add(merge, object, subset.addresses(), number, READY);
                add(merge, object, subset.notReadyAddresses(), number, NOT_READY);
            });
        }
        return merge.result();
    }

    private static Optional<OptionalInt> number(EndpointSubset subset, Optional<FrontPort> port) {
        return port.isEmpty()
                ? Optional.of(OptionalInt.empty())
                : subset.ports().stream()
                        .filter(candidate ->
                                candidate.name().orElse("").equals(port.get().name())
                                        && candidate
                                                .protocol()
                                                .orElse("TCP")
                                                .equals(port.get().protocol()))
                        .map(EndpointPort::port)
                        .findFirst();
    }

    private static void add(
            Backends.Merge merge,
            LegacyEndpoints object,
            List<EndpointAddress> addresses,
            OptionalInt port,
            Conditions conditions) {
        for (EndpointAddress address : addresses) {
            Endpoint endpoint = Endpoint.of(
                    ImmutableList.of(address.ip()),
                    address.hostname(),
                    conditions,
                    address.targetRef(),
                    address.nodeName().orElse(""),
                    "",
                    Hints.NONE);
            merge.add(object.meta().name(), address.ip(), port, endpoint);
        }
    }
}
