/**
 * Slices and legacy Endpoints as their consumers read them: which backends a Service has, and which of them a consumer in some
 * zone or on some Node uses. By the rules of kube-proxy, and of the APISIX ingress controller where its output is asked for. No IO.
 */
@NullMarked
package io.endpointslice.cli.resolve;

import org.jspecify.annotations.NullMarked;
