/**
 * Packing policies, workloads and traces of churn, and figures: {@link io.endpointslice.simulator.Simulation} runs the product's own
 * code over a {@link io.endpointslice.simulator.timeline.Timeline} in virtual time and counts what it writes.
 */
@NullMarked
package io.endpointslice.simulator;

import org.jspecify.annotations.NullMarked;
