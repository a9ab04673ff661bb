/** The rules of the house, held by tests: who may depend on whom, and what no source file may hold. */
@NullMarked
package io.endpointslice.rules;

import org.jspecify.annotations.NullMarked;
