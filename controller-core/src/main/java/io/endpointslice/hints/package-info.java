/**
 * Which hints an endpoint gets, which published ones are wrong, and what users are told of it: rules H1 to H5. Hints by
 * trafficDistribution are a matter of single endpoints; hints by topology one of all endpoints of an address type, the
 * zones' CPU, and which slices are written anyway. Pure.
 */
@NullMarked
package io.endpointslice.hints;

import org.jspecify.annotations.NullMarked;
