/** Records what watches show of a cluster. Only lists and watches, never writes there. */
@NullMarked
package io.endpointslice.cli.record;

import org.jspecify.annotations.NullMarked;
