/**
 * Packing policies, traces of churn, and figures: {@link io.endpointslice.simulator.Simulation} runs the product's own
 * planner over a {@link io.endpointslice.simulator.trace.Trace} in virtual time and counts what it writes.
 */
@NullMarked
package io.endpointslice.simulator;

import org.jspecify.annotations.NullMarked;
