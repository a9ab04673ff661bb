/** Builds the controller by constructor, starts and stops it in order, and answers health probes. */
@NullMarked
package io.endpointslice.runtime;

import org.jspecify.annotations.NullMarked;
