package io.endpointslice.legacy;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.TargetRef;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A subset in two, each part in the order of the whole.
 *
 * @param changed the addresses of Pods that have changed
 * @param unchanged the others
 */
record SubsetParts(EndpointSubset changed, EndpointSubset unchanged) {
    static SubsetParts of(EndpointSubset subset, Set<String> changedPods) {
        // a hash set: names are told apart by hashes that they have already, where they differ at their ends only
        Set<String> names = new HashSet<>(changedPods);
        Parts ready = Parts.of(subset.addresses(), names);
        Parts notReady = Parts.of(subset.notReadyAddresses(), names);
        return new SubsetParts(
                new EndpointSubset(ready.changed, notReady.changed, subset.ports()),
                new EndpointSubset(ready.unchanged, notReady.unchanged, subset.ports()));
    }

    private record Parts(ImmutableList<EndpointAddress> changed, ImmutableList<EndpointAddress> unchanged) {
        static Parts of(ImmutableList<EndpointAddress> addresses, Set<String> changedPods) {
            ImmutableList.Builder<EndpointAddress> changed = ImmutableList.builder();
            ImmutableList.Builder<EndpointAddress> unchanged = ImmutableList.builderWithExpectedSize(addresses.size());
            for (EndpointAddress address : addresses) {
                Optional<TargetRef> target = address.targetRef();
                boolean isChanged =
                        changedPods.contains(target.isPresent() ? target.get().name() : "");
                (isChanged ? changed : unchanged).add(address);
            }
            return new Parts(changed.build(), unchanged.build());
        }
    }
}
