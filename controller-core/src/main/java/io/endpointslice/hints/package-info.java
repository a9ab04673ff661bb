/** Which hints an endpoint gets, and which published ones are wrong: rules H1 and H5. Pure. */
@NullMarked
package io.endpointslice.hints;

import org.jspecify.annotations.NullMarked;
