/** What is remembered of a Service's churn, and how much memory that takes. */
@NullMarked
package io.endpointslice.churn;

import org.jspecify.annotations.NullMarked;
