/** Rules H1 and H5 by example. */
@NullMarked
package io.endpointslice.hints;

import org.jspecify.annotations.NullMarked;
