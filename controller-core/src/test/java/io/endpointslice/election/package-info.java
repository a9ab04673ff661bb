@NullMarked
package io.endpointslice.election;

import org.jspecify.annotations.NullMarked;
