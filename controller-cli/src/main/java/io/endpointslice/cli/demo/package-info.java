/** {@code demo}: an API server in this process, a cluster on it, the real controller against it, and what it did in figures. */
@NullMarked
package io.endpointslice.cli.demo;

import org.jspecify.annotations.NullMarked;
