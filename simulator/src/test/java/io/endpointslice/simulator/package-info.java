/** Tests of the simulator. */
@NullMarked
package io.endpointslice.simulator;

import org.jspecify.annotations.NullMarked;
