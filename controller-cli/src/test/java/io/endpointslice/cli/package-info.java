/** The commands, as a user calls them. */
@NullMarked
package io.endpointslice.cli;

import org.jspecify.annotations.NullMarked;
