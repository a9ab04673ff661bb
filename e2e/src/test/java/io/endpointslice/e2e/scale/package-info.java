/**
 * The controller on clusters of up to the size that Kubernetes supports: start, memory, and what a change costs. {@code Measurement}
 * runs it against a {@code StandIn} of an API server, since a real one of that size does not fit beside it. See {@code
 * docs/benchmark.md}.
 */
@NullMarked
package io.endpointslice.e2e.scale;

import org.jspecify.annotations.NullMarked;
