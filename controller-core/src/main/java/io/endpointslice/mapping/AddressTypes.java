package io.endpointslice.mapping;

import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.ServiceFacts;
import java.util.Comparator;

/** Which address types a Service has slices of (E4). */
public final class AddressTypes {
    private AddressTypes() {}

    /**
     * One for each of spec.ipFamilies. If that is empty, as under an API server that does not fill it in: the family of
     * the cluster IP, or both families for a headless Service.
     */
    public static ImmutableSortedSet<AddressType> of(ServiceFacts service) {
        if (!service.ipFamilies().isEmpty()) {
            return service.ipFamilies().stream().collect(toImmutableSortedSet(Comparator.naturalOrder()));
        }
        if (service.hasClusterIp()) {
            return ImmutableSortedSet.of(IpAddresses.parse(service.clusterIp())
                    .map(IpAddresses.IpAddress::type)
                    .orElse(AddressType.IPV4));
        }
        return ImmutableSortedSet.of(AddressType.IPV4, AddressType.IPV6);
    }
}
