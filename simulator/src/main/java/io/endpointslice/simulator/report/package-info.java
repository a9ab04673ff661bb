/** The figures of simulations as text: a table for people, JSON for programs. */
@NullMarked
package io.endpointslice.simulator.report;

import org.jspecify.annotations.NullMarked;
