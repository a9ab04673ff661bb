/** A cluster's plan as text: JSON, YAML, a table for people, a unified diff. No IO. */
@NullMarked
package io.endpointslice.cli.report;

import org.jspecify.annotations.NullMarked;
