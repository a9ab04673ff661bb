/** A start of {@code run} without a cluster, for the JVM to learn from. */
@NullMarked
package io.endpointslice.cli.start;

import org.jspecify.annotations.NullMarked;
