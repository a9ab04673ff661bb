/** Tests of the cluster that plays a workload. */
@NullMarked
package io.endpointslice.simulator.cluster;

import org.jspecify.annotations.NullMarked;
