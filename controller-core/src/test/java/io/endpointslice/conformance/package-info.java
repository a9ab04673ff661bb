/** The cases recorded from the reference controllers, run against the planner, and where we differ from them on purpose. */
@NullMarked
package io.endpointslice.conformance;

import org.jspecify.annotations.NullMarked;
