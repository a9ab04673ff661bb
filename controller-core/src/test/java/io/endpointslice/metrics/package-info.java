/** The metrics on the wire, and the dashboard and alerts that ask for them. */
@NullMarked
package io.endpointslice.metrics;

import org.jspecify.annotations.NullMarked;
