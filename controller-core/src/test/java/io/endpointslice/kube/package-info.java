/** The edge, against an API server in memory. */
@NullMarked
package io.endpointslice.kube;

import org.jspecify.annotations.NullMarked;
