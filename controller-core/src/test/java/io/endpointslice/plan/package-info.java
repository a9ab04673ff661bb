/** What must hold of plans: P1 to P5 on random histories, and the rules for slices by example. */
@NullMarked
package io.endpointslice.plan;

import org.jspecify.annotations.NullMarked;
