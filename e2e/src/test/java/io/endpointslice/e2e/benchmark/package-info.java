/**
 * The live benchmark: the reference and this controller in turn on the same load against a real API server. A {@code
 * Workload} makes Services and Pods and changes them; {@code Meter} reads what that cost a {@code Contestant};
 * {@code Report} sets the two side by side. See {@code docs/benchmark.md}.
 */
@NullMarked
package io.endpointslice.e2e.benchmark;

import org.jspecify.annotations.NullMarked;
