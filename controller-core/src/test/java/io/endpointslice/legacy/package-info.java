/** Rules L by examples, and as properties over random lives. */
@NullMarked
package io.endpointslice.legacy;

import org.jspecify.annotations.NullMarked;
