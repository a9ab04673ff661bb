/** Manifests, as people and kubectl write them, to the state of a cluster. Every mistake in them is told with file and line. */
@NullMarked
package io.endpointslice.cli.manifest;

import org.jspecify.annotations.NullMarked;
