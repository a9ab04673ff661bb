/** What an end-to-end test has to see of the edge to the API server that nobody else does. */
@NullMarked
package io.endpointslice.kube;

import org.jspecify.annotations.NullMarked;
