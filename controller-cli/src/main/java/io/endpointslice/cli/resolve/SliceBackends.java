package io.endpointslice.cli.resolve;

import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ServiceObject.FrontPort;
import io.endpointslice.cli.cluster.SliceObject;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.PortList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Merges slices as kube-proxy does: by the name and protocol of a port; of an endpoint's addresses the first counts. */
final class SliceBackends {
    private final Backends.Merge merge = new Backends.Merge("slice");
    private final Optional<FrontPort> port;

    private SliceBackends(Optional<FrontPort> port) {
        this.port = port;
    }

    /**
     * The backends of one port of a Service.
     *
     * @param slices all of the Service, whoever manages them
     * @param port absent for a Service that has no ports
     */
    static Backends of(List<SliceObject> slices, Optional<FrontPort> port) {
        SliceBackends reader = new SliceBackends(port);
        boolean found = false;
        for (SliceObject slice : slices) {
            found |= reader.add(slice);
        }
        if (!found && slices.stream().anyMatch(slice -> !slice.slice().ports().equals(PortList.EMPTY))) {
            reader.merge.note(reader.missing(slices));
        }
        return reader.merge.result();
    }

    /** False if the slice does not have the port. */
    private boolean add(SliceObject object) {
        Optional<OptionalInt> number = number(object);
        if (number.isPresent() && object.slice().addressType() == AddressType.FQDN) {
            merge.note("slice " + object.slice().name() + " is left out: kube-proxy does not use DNS names (FQDN)");
        } else if (number.isPresent()) {
            ImmutableList<Endpoint> endpoints = object.slice().endpoints();
            for (int i = 0; i < endpoints.size(); i++) {
                merge.add(object.slice().name(), firstAddress(object, i), number.get(), endpoints.get(i));
            }
        }
        return number.isPresent();
    }

    /** The number under which the slice has the port; absent if it does not have it. */
    private Optional<OptionalInt> number(SliceObject object) {
        return port.isEmpty()
                ? Optional.of(OptionalInt.empty())
                : object.slice().ports().ports().stream()
                        .filter(this::isWanted)
                        .map(EndpointPort::port)
                        .findFirst();
    }

    private boolean isWanted(EndpointPort candidate) {
        return candidate.name().orElse("").equals(port.orElseThrow().name())
                && candidate.protocol().orElse("TCP").equals(port.orElseThrow().protocol())
                && candidate.port().isPresent();
    }

    /** The facts have an endpoint's addresses sorted, but only the first that stands in the object counts. */
    private static String firstAddress(SliceObject object, int endpoint) {
        return object.raw()
                .path("endpoints")
                .path(endpoint)
                .path("addresses")
                .path(0)
                .asString("");
    }

    private String missing(List<SliceObject> slices) {
        return "no slice has port " + port.map(FrontPort::toString).orElse("-") + " by name and protocol, only "
                + String.join(
                        "; ",
                        slices.stream()
                                .map(slice -> slice.slice().ports().toString())
                                .filter(text -> !text.equals(PortList.EMPTY.toString()))
                                .collect(toImmutableSortedSet(Comparator.naturalOrder())));
    }
}
