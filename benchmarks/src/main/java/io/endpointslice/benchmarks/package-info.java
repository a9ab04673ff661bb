/** JMH benchmarks of the pure core. */
@NullMarked
package io.endpointslice.benchmarks;

import org.jspecify.annotations.NullMarked;
