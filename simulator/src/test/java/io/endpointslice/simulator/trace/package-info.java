/** Tests of the simulator: trace. */
@NullMarked
package io.endpointslice.simulator.trace;

import org.jspecify.annotations.NullMarked;
