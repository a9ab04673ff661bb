/** Tests of files. */
@NullMarked
package io.endpointslice.simulator.story;

import org.jspecify.annotations.NullMarked;
