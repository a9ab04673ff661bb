/** The edge, against an API server in memory. */
@NullMarked
package io.endpointslice.kube.protobuf;

import org.jspecify.annotations.NullMarked;
