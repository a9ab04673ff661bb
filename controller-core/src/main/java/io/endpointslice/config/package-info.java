/** All options of the controller as one immutable value: defaults, limits, units. Pure. */
@NullMarked
package io.endpointslice.config;

import org.jspecify.annotations.NullMarked;
