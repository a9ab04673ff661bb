/**
 * What one sync writes, as a value: ordered writes of slices, each with its reasons (P1 to P5, E11 to E16). The order
 * leaves no gap, and {@code PlanCheck} proves it before anything is written. Pure.
 */
@NullMarked
package io.endpointslice.plan;

import org.jspecify.annotations.NullMarked;
