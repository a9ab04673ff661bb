/**
 * Random clusters with all features mixed, as objects that are not created yet. {@code RandomCluster} is the way in. Nothing
 * here knows an API server; the same seed gives the same objects.
 */
@NullMarked
package io.endpointslice.e2e.population;

import org.jspecify.annotations.NullMarked;
