/** Tests of the simulator: report. */
@NullMarked
package io.endpointslice.simulator.report;

import org.jspecify.annotations.NullMarked;
