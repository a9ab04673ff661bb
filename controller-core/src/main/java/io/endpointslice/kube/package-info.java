/** The edge to the API server, and the only package that sees the fabric8 client: objects to facts, informers, writes with preconditions, errors classified once. */
@NullMarked
package io.endpointslice.kube;

import org.jspecify.annotations.NullMarked;
