/** What is remembered of a Service's endpoints to pack them with foresight: when each changed last, and which kinds change now. No effects. */
@NullMarked
package io.endpointslice.churn;

import org.jspecify.annotations.NullMarked;
