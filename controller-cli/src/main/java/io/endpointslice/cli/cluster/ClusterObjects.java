package io.endpointslice.cli.cluster;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in a cluster, as far as slices are concerned. No two objects of a kind have the same namespace and name.
 *
 * @param nodes by name
 * @param slices of every manager and Service
 * @param endpoints Endpoints objects as they came
 */
public record ClusterObjects(
        ImmutableList<ServiceFacts> services,
        ImmutableList<PodFacts> pods,
        ImmutableMap<String, NodeFacts> nodes,
        ImmutableList<SliceObject> slices,
        ImmutableList<ObjectNode> endpoints) {}
