/** One sync of one Service: snapshot, plan, writes, outcome. Decides nothing that {@code plan} could decide. */
@NullMarked
package io.endpointslice.sync;

import org.jspecify.annotations.NullMarked;
