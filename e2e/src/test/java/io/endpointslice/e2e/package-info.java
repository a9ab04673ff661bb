/**
 * The running controller, with the rights that {@code deploy/} gives, against a real API server. A test changes Services and
 * Pods through {@code Cluster}, waits until the slices are what {@code Oracle} computes from the API, and looks at what
 * {@code SliceWatch} saw on the way: how many writes, and any gap ({@code GapWatcher}).
 */
@NullMarked
package io.endpointslice.e2e;

import org.jspecify.annotations.NullMarked;
