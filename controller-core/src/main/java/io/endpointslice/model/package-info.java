/**
 * The domain in immutable values: what is known of Services, Pods and Nodes ("facts"), endpoints, and slices. Pure: no
 * client, clock, thread or log. Values that could not stand in a cluster can't be built.
 */
@NullMarked
package io.endpointslice.model;

import org.jspecify.annotations.NullMarked;
