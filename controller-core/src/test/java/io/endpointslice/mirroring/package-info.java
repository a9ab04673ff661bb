/** Rules M by examples, the least number of writes against brute force, and all of it over random lives. */
@NullMarked
package io.endpointslice.mirroring;

import org.jspecify.annotations.NullMarked;
