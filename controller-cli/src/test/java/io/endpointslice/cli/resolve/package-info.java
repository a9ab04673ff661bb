/** What consumers make of what is published. */
@NullMarked
package io.endpointslice.cli.resolve;

import org.jspecify.annotations.NullMarked;
