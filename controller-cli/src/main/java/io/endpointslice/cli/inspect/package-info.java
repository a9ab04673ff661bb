/** How well what is published for the Services of a cluster is packed, and what does not belong there. No client, no IO. */
@NullMarked
package io.endpointslice.cli.inspect;

import org.jspecify.annotations.NullMarked;
