/** The policies that a simulation can compare: the product's own, a model of the reference, and bounds. */
@NullMarked
package io.endpointslice.simulator.policy;

import org.jspecify.annotations.NullMarked;
