package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a Service.
 *
 * @param labels as they stand, reserved ones included
 * @param externalName the type is ExternalName (E1)
 * @param selector absent if null in the API object; an empty one selects every Pod of the namespace (E1)
 * @param ipFamilies spec.ipFamilies in their order; may be empty (E4)
 * @param clusterIp spec.clusterIP: an address, {@code None}, or empty
 * @param publishNotReadyAddresses spec.publishNotReadyAddresses (E3)
 * @param ports spec.ports in their order
 * @param creation metadata.creationTimestamp (E15)
 * @param deleting the deletionTimestamp is set (E14)
 * @param topologyAuto the topology annotation is {@code Auto} or {@code auto} (H2)
 * @param trafficDistribution spec.trafficDistribution as it stands, empty if unset (H1)
 */
public record ServiceFacts(
        ServiceKey key,
        String uid,
        ImmutableMap<String, String> labels,
        boolean externalName,
        Optional<ImmutableMap<String, String>> selector,
        ImmutableList<AddressType> ipFamilies,
        String clusterIp,
        boolean publishNotReadyAddresses,
        ImmutableList<ServicePort> ports,
        Optional<Instant> creation,
        boolean deleting,
        boolean topologyAuto,
        String trafficDistribution) {
    private static final String NO_CLUSTER_IP = "None";

    /** The same Service with that selector; an empty one selects every Pod of the namespace. */
    public ServiceFacts withSelector(ImmutableMap<String, String> newSelector) {
        return new ServiceFacts(
                key,
                uid,
                labels,
                externalName,
                Optional.of(newSelector),
                ipFamilies,
                clusterIp,
                publishNotReadyAddresses,
                ports,
                creation,
                deleting,
                topologyAuto,
                trafficDistribution);
    }

    /** Which hints it asks for. The annotation wins over the trafficDistribution; an unknown one asks for none (H1, H2). */
    public Hinting hinting() {
        if (topologyAuto) {
            return Hinting.TOPOLOGY_AUTO;
        }
        return switch (trafficDistribution) {
            case "PreferClose", "PreferSameZone" -> Hinting.SAME_ZONE;
            case "PreferSameNode" -> Hinting.SAME_NODE;
            default -> Hinting.NONE;
        };
    }

    /** Whether the Service is reached by a cluster IP, that is, is not headless. */
    public boolean hasClusterIp() {
        return !clusterIp.isEmpty() && !clusterIp.equals(NO_CLUSTER_IP);
    }

    /** Whether {@code clusterIP: None} stands in the Service, which an unset one does not say. */
    public boolean isExplicitlyHeadless() {
        return clusterIp.equals(NO_CLUSTER_IP);
    }

    /** Whether this controller writes slices for it (E1). */
    public boolean isSelecting() {
        return !externalName && selector.isPresent();
    }

    /** Whether Pods with these labels are behind the Service. A Service that is skipped by E1 selects none. */
    public boolean selects(Map<String, String> podLabels) {
        return isSelecting()
                && selector.orElseThrow().entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(podLabels.get(entry.getKey())));
    }
}
