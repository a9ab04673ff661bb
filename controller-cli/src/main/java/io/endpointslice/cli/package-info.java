/** The commands {@code run}, {@code plan}, {@code diff} and {@code demo}: options, output and exit codes. Decides nothing about slices. */
@NullMarked
package io.endpointslice.cli;

import org.jspecify.annotations.NullMarked;
