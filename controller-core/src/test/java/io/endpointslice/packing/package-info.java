/** The proofs of the packing policies: all small inputs against brute force, large ones by seeded random properties. */
@NullMarked
package io.endpointslice.packing;

import org.jspecify.annotations.NullMarked;
