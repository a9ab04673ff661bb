/**
 * The legacy Endpoints object of a Service: rules L. Each Pod is mapped by itself to an address and what it offers; addresses are
 * then packed into canonical subsets (L3, which mirroring uses too), and cut at 1,000 (L5). Pure.
 */
@NullMarked
package io.endpointslice.legacy;

import org.jspecify.annotations.NullMarked;
