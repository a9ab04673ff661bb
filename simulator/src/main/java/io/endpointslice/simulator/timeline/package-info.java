/**
 * What happens in a cluster, in virtual time: where it starts, and each change of a Pod, a Service or a Node with its moment. Traces,
 * workloads and recordings all become such a {@link io.endpointslice.simulator.timeline.Timeline}.
 */
@NullMarked
package io.endpointslice.simulator.timeline;

import org.jspecify.annotations.NullMarked;
