/** Reads the state of a live cluster. Only lists, never writes. */
@NullMarked
package io.endpointslice.cli.live;

import org.jspecify.annotations.NullMarked;
