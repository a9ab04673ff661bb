package io.endpointslice.simulator.workload;

import com.google.common.collect.ImmutableList;

/**
 * What happens to a cluster. The same workload is always played in the same way.
 *
 * @param about for reports; may be empty
 * @param maxEndpointsPerSlice the limit of endpoints per slice that it asks for, 1 to 1000
 * @param seed of all that is drawn
 * @param controllerQps how many Pods the controllers create and delete in a second: kube-controller-manager's
 *     {@code --kube-api-qps}
 * @param events in any order
 */
public record Workload(
        String name,
        String about,
        int maxEndpointsPerSlice,
        long seed,
        int controllerQps,
        NodePool nodes,
        ImmutableList<Deployment> deployments,
        ImmutableList<PublishingService> services,
        ImmutableList<Happening> events) {}
