/**
 * An out-of-tree EndpointSlice controller for Kubernetes.
 *
 * <p>Data flows one way: {@code kube} turns API objects into facts, {@code state} indexes them, {@code mapping} says
 * which endpoints each Service should have, {@code packing} spreads them over slices, {@code plan} orders the writes, and
 * {@code kube} carries them out. {@code queue}, {@code sync} and {@code runtime} drive that flow.
 */
@NullMarked
package io.endpointslice;

import org.jspecify.annotations.NullMarked;
