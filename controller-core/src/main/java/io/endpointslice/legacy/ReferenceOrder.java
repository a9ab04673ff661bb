package io.endpointslice.legacy;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.TargetRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts subsets, and ports within them, into the order that the reference writes: that of a hash over the texts that Go
 * programs print of them. Who takes over from the reference, or gives back, then finds its own order; and where a Service is
 * above capacity, shares are rounded for the same subsets (Q9).
 */
final class ReferenceOrder {
    private static final String UNSET = "<nil>";

    private final Fnv128a hash = new Fnv128a();

    private ReferenceOrder() {}

    /** The same subsets in order, their ports in order. */
    static ImmutableList<EndpointSubset> of(List<EndpointSubset> subsets) {
        return positions(subsets).stream()
                .mapToObj(subsets::get)
                .map(ReferenceOrder::withSortedPorts)
                .collect(toImmutableList());
    }

    /** Where in the list the subsets stand, in order. */
    static ImmutableIntArray positions(List<EndpointSubset> subsets) {
        if (subsets.size() == 1) {
            return ImmutableIntArray.of(0);
        }
        ImmutableList<Fnv128a.Hash> hashes =
                subsets.stream().map(subset -> hash(withSortedPorts(subset))).collect(toImmutableList());
        return ImmutableIntArray.copyOf(IntStream.range(0, subsets.size())
                .boxed()
                .sorted(Comparator.comparing(hashes::get))
                .mapToInt(Integer::intValue));
    }

    private static EndpointSubset withSortedPorts(EndpointSubset subset) {
        return new EndpointSubset(subset.addresses(), subset.notReadyAddresses(), sortedPorts(subset.ports()));
    }

    private static ImmutableList<EndpointPort> sortedPorts(List<EndpointPort> ports) {
        return ImmutableList.sortedCopyOf(Comparator.comparing(ReferenceOrder::hash), ports);
    }

    private static Fnv128a.Hash hash(EndpointPort port) {
        ReferenceOrder order = new ReferenceOrder();
        order.add("(v1.EndpointPort)", port);
        return order.hash.hash();
    }

    private static Fnv128a.Hash hash(EndpointSubset subset) {
        ReferenceOrder order = new ReferenceOrder();
        order.add("(v1.EndpointSubset){Addresses:([]v1.EndpointAddress)");
        order.addAddresses(subset.addresses());
        order.add(" NotReadyAddresses:([]v1.EndpointAddress)");
        order.addAddresses(subset.notReadyAddresses());
        order.add(" Ports:([]v1.EndpointPort)");
        order.addPorts(subset.ports());
        order.add("}");
        return order.hash.hash();
    }

    private void add(String text) {
        hash.add(text);
    }

    private void addAddresses(List<EndpointAddress> addresses) {
        if (addresses.isEmpty()) {
            add(UNSET);
            return;
        }
        String separator = "[";
        for (EndpointAddress address : addresses) {
            add(separator);
            add("{IP:(string)" + address.ip() + " Hostname:(string)" + address.hostname() + " NodeName:(*string)"
                    + address.nodeName().orElse(UNSET) + " TargetRef:(*v1.ObjectReference)");
            addTarget(address.targetRef());
            add("}");
            separator = " ";
        }
        add("]");
    }

    private void addTarget(Optional<TargetRef> target) {
        add(target.map(ref -> "{Kind:(string)" + ref.kind() + " Namespace:(string)" + ref.namespace() + " Name:(string)"
                        + ref.name() + " UID:(types.UID)" + ref.uid() + " APIVersion:(string)" + ref.apiVersion()
                        + " ResourceVersion:(string) FieldPath:(string)" + ref.fieldPath() + "}")
                .orElse(UNSET));
    }

    private void addPorts(List<EndpointPort> ports) {
        if (ports.isEmpty()) {
            add(UNSET);
            return;
        }
        String separator = "[";
        for (EndpointPort port : ports) {
            add(separator, port);
            separator = " ";
        }
        add("]");
    }

    private void add(String before, EndpointPort port) {
        add(before);
        add("{Name:(string)" + port.name().orElse("") + " Port:(int32)"
                + port.port().orElse(0)
                + " Protocol:(v1.Protocol)" + port.protocol().orElse("") + " AppProtocol:(*string)"
                + port.appProtocol().orElse(UNSET) + "}");
    }
}
