/**
 * What watches have shown of a real cluster, written down line by line without a name in it, and read again as a
 * {@link io.endpointslice.simulator.timeline.Timeline}.
 */
@NullMarked
package io.endpointslice.simulator.recording;

import org.jspecify.annotations.NullMarked;
