/** Compactions carried out step by step. */
@NullMarked
package io.endpointslice.cli.compact;

import org.jspecify.annotations.NullMarked;
