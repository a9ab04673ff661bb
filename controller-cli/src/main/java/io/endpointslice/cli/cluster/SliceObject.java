package io.endpointslice.cli.cluster;

import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An EndpointSlice that exists.
 *
 * @param slice what the rules see of it
 * @param raw all of it, as it came; never changed
 */
public record SliceObject(Slice slice, ObjectNode raw) {
    /** The Service that its label names, whether that exists or not; empty if it has no such label. */
    public Optional<ServiceKey> service() {
        return Optional.ofNullable(slice.meta().labels().get(KubernetesNames.SERVICE_NAME_LABEL))
                .filter(name -> !name.isEmpty())
                .map(name -> new ServiceKey(slice.meta().namespace(), name));
    }

    /** The value of its label that says which controller writes it; empty for one that is written by hand. */
    public String managedBy() {
        return slice.meta().labels().getOrDefault(KubernetesNames.MANAGED_BY_LABEL, "");
    }
}
