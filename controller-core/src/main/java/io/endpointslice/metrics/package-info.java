/** Counts and times what the controllers do, and writes it down for Prometheus. Decides nothing. */
@NullMarked
package io.endpointslice.metrics;

import org.jspecify.annotations.NullMarked;
