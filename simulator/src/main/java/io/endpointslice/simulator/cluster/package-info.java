/**
 * Plays a {@link io.endpointslice.simulator.workload.Workload}: Deployments and their ReplicaSets, Jobs, the scheduler, drains and
 * failures of Nodes, as far as they decide which Pods there are and in which state. Made into a timeline by
 * {@link io.endpointslice.simulator.cluster.Play}.
 */
@NullMarked
package io.endpointslice.simulator.cluster;

import org.jspecify.annotations.NullMarked;
