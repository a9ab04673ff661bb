/** Workloads: what happens to Deployments, Nodes and Services, as small values that people write down in YAML. */
@NullMarked
package io.endpointslice.simulator.workload;

import org.jspecify.annotations.NullMarked;
