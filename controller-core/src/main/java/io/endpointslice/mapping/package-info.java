/** From facts to the endpoints that a Service should have, per address type and port list: rules E1 to E10. Pure. */
@NullMarked
package io.endpointslice.mapping;

import org.jspecify.annotations.NullMarked;
