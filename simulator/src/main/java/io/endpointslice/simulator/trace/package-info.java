/** Traces of churn: what happens to the Pods of one Service, sync by sync, and how that is read from a file. */
@NullMarked
package io.endpointslice.simulator.trace;

import org.jspecify.annotations.NullMarked;
