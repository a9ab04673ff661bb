/** How the endpoints of a group are spread over its slices: policies that keep P1, P2 and P4, and the lower bound. Pure, and in small numbers: a policy sees indices, not endpoints. */
@NullMarked
package io.endpointslice.packing;

import org.jspecify.annotations.NullMarked;
