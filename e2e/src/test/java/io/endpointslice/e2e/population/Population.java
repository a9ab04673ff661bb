package io.endpointslice.e2e.population;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;

/**
 * The objects of a cluster of which Endpoints and slices follow, without a namespace. The names of some tell what a test has
 * to know of them.
 *
 * @param nodes with their status
 * @param services of all kinds
 * @param pods with their status; those with a deletionTimestamp are terminating
 * @param endpoints written by hand
 */
public record Population(
        ImmutableList<Node> nodes,
        ImmutableList<Service> services,
        ImmutableList<Pod> pods,
        ImmutableList<Endpoints> endpoints) {
    /** The label by which Services choose Pods. */
    public static final String APP = "app";
    /** How the names of Services begin that have more addresses than Endpoints may hold (L5). */
    public static final String OVER_CAPACITY = "over-capacity";
    /** How the names of Services begin whose labels are those that the controller sets itself (Q2). */
    public static final String MISLABELLED = "mislabelled";
    /** The Service with topology hints, and the app, of which some Pods are on a Node in no zone (H3). */
    public static final String WITHOUT_ZONES = "without-zones";
    /** The hand-written Endpoints for which there is no Service (L1, M1). */
    public static final String WITHOUT_SERVICE = "manual-without-service";
}
