/** Tests of workloads and of the mistakes in them. */
@NullMarked
package io.endpointslice.simulator.workload;

import org.jspecify.annotations.NullMarked;
