/** Tests of recordings. */
@NullMarked
package io.endpointslice.simulator.recording;

import org.jspecify.annotations.NullMarked;
