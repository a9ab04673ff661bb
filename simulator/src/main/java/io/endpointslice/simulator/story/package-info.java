/** Files that tell a story, whatever their kind: where a simulation begins. */
@NullMarked
package io.endpointslice.simulator.story;

import org.jspecify.annotations.NullMarked;
