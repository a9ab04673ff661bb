/**
 * From the state of a whole cluster to what would be written to it, object by object. The same for manifests and for a
 * live cluster, and without any effect.
 */
@NullMarked
package io.endpointslice.cli.cluster;

import org.jspecify.annotations.NullMarked;
