/** The whole controller, against an API server in memory. */
@NullMarked
package io.endpointslice.runtime;

import org.jspecify.annotations.NullMarked;
