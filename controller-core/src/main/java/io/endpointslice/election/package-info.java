/** What a candidate knows of the lease, on its own clock: how long it may write itself, and how long another may. */
@NullMarked
package io.endpointslice.election;

import org.jspecify.annotations.NullMarked;
