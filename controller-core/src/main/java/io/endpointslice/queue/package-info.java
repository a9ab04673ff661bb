/** The keyed work queue: de-duplicating, never dropping, one sync per key at a time, backoff per key (R1). */
@NullMarked
package io.endpointslice.queue;

import org.jspecify.annotations.NullMarked;
